"""Processes that mostly import: a good part of the standard library, then a little work."""

import subprocess
import sys

N = 3
EXPECTED = 33
SHORT = (1, 11)

SCRIPT = """
import argparse, ast, asyncio, collections, configparser, csv, dataclasses, datetime, decimal
import difflib, email.message, enum, fractions, functools, html.parser, http.client, inspect
import json, logging, optparse, pathlib, pickle, random, shutil, sqlite3, statistics, string
import tarfile, tempfile, textwrap, threading, typing, unittest, urllib.request, uuid, zipfile
import xml.etree.ElementTree

point = dataclasses.make_dataclass("Point", ["x", "y"])(3, 4)
tree = xml.etree.ElementTree.fromstring("<a><b>1</b><b>2</b></a>")
total = sum(int(node.text) for node in tree) + json.loads("[1, 2]")[1] + point.x
print(total + len(textwrap.wrap("word " * 40)))
"""


def run(n):
    total = 0
    for _ in range(n):
        total += int(subprocess.check_output([sys.executable, "-c", SCRIPT]))
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
