# compiled: flags, seen
# hot: seen
"""sys.flags, version, implementation, paths and ABI are those of the stock Python (semantics rule 65)."""

import importlib.machinery
import platform
import sys
import sysconfig


def flags():
    return [(name, getattr(sys.flags, name)) for name in dir(sys.flags)
            if name[0] != "_" and name != "hash_randomization" and not callable(getattr(sys.flags, name))]


def seen(n):
    for i in range(n):
        answer = (flags(), sys.version, sys.implementation, sys.hexversion, sys.executable, sys.prefix,
                  sys.abiflags, sys.api_version, sys.orig_argv[0])
    return answer


print(*seen(4500), sep="\n")
print(sysconfig.get_config_var("SOABI"), importlib.machinery.EXTENSION_SUFFIXES, platform.python_implementation())
print(sys.warnoptions, sys._xoptions, sys.gettrace(), sys.getprofile(), sys.getrecursionlimit())
