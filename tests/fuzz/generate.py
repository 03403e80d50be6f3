#!/usr/bin/python3.11
"""Makes random programs: typed, so that most of what they do succeeds; bounded, so that they end; a seed gives
the same program every time.

An expression or a statement is a template.  `{int}` in it is an expression of that type, `{new:int}` a name
that gets bound, `{old:int}` one that is, `{bind:int}` a name of the template's own (comprehensions,
lambdas), `{block}` statements, `{loop}` statements in a loop.  To teach the generator something new, add a template.

    generate.py SEED [SIZE]     prints the program"""

import ast
import functools
import random
import re
import sys
import warnings
from dataclasses import dataclass, field

TYPES = ("int", "float", "bool", "str", "ints", "floats", "pair", "vec", "num", "dict", "set", "obj", "spot")

INTS = [0, 1, 2, 3, 5, 7, -1, -2, -7, 10, 100, 255, 256, 257, -5, -6, 1000, 2**15, 2**29, 2**30 - 1, 2**30,
        -2**30, 2**31, 2**31 - 1, 2**53, 2**53 + 1, 2**60, 2**61 + 1, 2**62, 2**62 - 1, 2**63 - 1, 2**63,
        -2**63, -2**63 - 1, 2**64, 2**64 - 1, 10**20, -10**25, 2**100]
SMALL_INTS = [0, 1, 2, 3, 4, 5, 6, 7, -1, -2, -3, 10, 13, 100, 255, 256, 257]
FLOATS = ["0.0", "-0.0", "1.0", "-1.0", "0.5", "2.0", "3.25", "1e10", "-1e-10", "1e16", "9007199254740993.0",
          "1e308", "5e-324", "float('inf')", "float('-inf')", "float('nan')", "9.223372036854775807e18"]
STRINGS = ["''", "'a'", "'abc'", "'x y z'", "'ä'", "'日本'", "'12'", "'-7'", "'1.5'", "'aaaaaaaa'", "'\\U0001f600'"]
MODULI = [2, 3, 7, 10, 97, 1000, 2**16, 2**30, 2**31 - 1, 2**32, 2**61 - 1, 2**62, 2**63, 2**63 - 25,
          2**64, 2**70]

MASKS = [1, 255, 2**16 - 1, 2**31 - 1, 2**32 - 1, 2**62 - 1, 2**63 - 1, 2**64 - 1, 2**65 - 1, 0xF0F0, 2**63]

# type: [(weight, template)]
EXPRESSIONS = {
    "int": [
        (8, "({int} + {int})"), (8, "({int} - {int})"), (6, "({int} * {int}) % {mod}"),
        (3, "({int} // {divisor})"), (3, "({int} % {divisor})"), (1, "({int} // {int})"), (2, "({int} & {int})"), (2, "({int} | {int})"),
        (2, "({int} ^ {int})"), (2, "({int} << {shift}) % {mod}"), (2, "({int} >> {shift})"), (1, "-{int}"),
        (1, "~{int}"), (1, "+{int}"), (1, "({int} % 50) ** {shift} % {mod}"), (2, "abs({int})"), (2, "len({ints})"),
        (1, "len({str})"), (1, "len({dict})"), (4, "{ints}[{index}]"), (2, "{dict}[{key}]"),
        (2, "{dict}.get({key}, {int})"), (2, "sum({ints})"), (1, "min({int}, {int})"), (1, "max({int}, {int})"),
        (1, "max({ints})"), (3, "({int} if {bool} else {int})"), (2, "({int} and {int})"),
        (2, "({int} or {int})"), (1, "int({float})"), (1, "int({bool})"), (2, "{obj}.a"), (1, "{obj}.twice"),
        (2, "{obj}.step({int})"), (1, "{obj}.total"), (1, "{obj}[{int}]"), (1, "len({obj})"), (6, "{call:int}"),
        (1, "(lambda {bind:int}: {int})({int})"), (1, "ord({str}[:1] or 'q')"), (1, "{str}.count({str})"),
        (1, "{str}.find({str})"), (1, "{ints}.count({int})"), (1, "{ints}.index({int})"),
        (1, "{ints}.pop({index})"), (1, "round({float})"), (1, "divmod({int}, {divisor})[{coin}]"),
        (1, "hash(int({int})) % 1000"), (1, "({new:int} := {int})"), (1, "sum({int} for {bind:int} in {few})"),
        (1, "sum([{int} for {bind:int} in {few} if {bool}])"), (1, "next(iter({ints}), {int})"),
        (1, "log({int})"), (1, "{global:int}"), (1, "({int}, {int})[{coin}]"), (1, "[{int}, {int}][{coin}]"),
        (1, "{fn}({int})"), (1, "int({str})"), (1, "{pair}[0]"), (1, "isinstance({any}, (int, float)) + {int}"),
        (1, "{Class}.count"), (1, "len({set})"), (1, "bool({any}) + {bool}"), (1, "pow({int}, {shift}, {mod})"),
        (2, "six({int}, {int}, {float}, {int}, {any}, {int})"), (1, "even({small})"), (1, "drive(waits({small}, {int}))"),
        (1, "tree({small} % 5, {float})"), (1, "{obj}.both({int})"), (1, "{obj}.guarded({int})"),
        (1, "sum({obj}.parts({small}))"), (1, "sum(relay({gen}))"), (1, "{obj}.outer({int}, {float})"),
        (2, "keyed({int}, c={int})"), (1, "keyed({int}, {int}, d={float})"),
        (1, "keyed(c={int}, b={int}, a={int})"), (1, "varied({int}, *{ints}[:3], k={int})"), (1, "varied(**{{'k': {int}, 'z': {int}}})"),
        (2, "adder({int})({int})"), (1, "counter({int})()"), (2, "deep({small} % 4, {int})"), (1, "climbs({small}, {int})"),
        (1, "Multiplier({int})({int})"), (1, "sum(managed({small}, Local({str})))"), (1, "int({vec}.x)"), (1, "len({vec})"), (1, "{vec}[{coin}]"),
        (1, "Bottom({int}).visit({int})"), (1, "sum({dict}.values())"), (1, "sum({vec} for {bind:vec} in ({vec}, {vec}))"),
        (1, "sum({int} * {int} for {bind:int}, {bind:int} in enumerate({ints}[:6], {int}))"), (1, "(lambda {bind:int}, k={int}, *, j={int}: {int} + k - j)({int})"),
        (1, "(lambda {bind:int}, k={int}, *, j={int}: {int} + k - j)({int}, j={int})"), (1, "{str}.encode()[{index}]"), (1, "operator.add({int}, {int})"), (1, "functools.reduce(lambda {bind:int}, {bind:int}: {int}, {ints}[:5], {int})"),
        (2, "sum({int} for {bind:int} in {ints})"), (1, "max({int} for {bind:int} in {ints}[:6])"), (1, "min(({int} for {bind:int} in {few} if {bool}), default=9)"),
        (1, "len(tuple({int} for {bind:int} in {ints}))"), (1, "len({{{int} % 5 for {bind:int} in {ints}}})"), (1, "sum({int} for {bind:int}, {bind:int} in zip({ints}, reversed({ints})))"),
        (1, "sum({int} + len({bind:str}) for {bind:str}, {bind:int} in {dict}.items())"), (1, "sum({int} for {bind:int}, {bind:int} in enumerate(reversed({ints}), {small}))"),
        (1, "len({dict}.keys() & {dict}.keys())"), (1, "len({dict}.items() | {dict}.items())"), (1, "sum(sum({int} for {bind:int} in {few}) for {bind:int} in {few})"),
        (2, "starred(*{ints}[:3], **{dict})"), (1, "starred({int}, k={int})"), (2, "forwarded({int}, {int}, d={int})"), (1, "forwarded(*{ints}[:4])"),
        (1, "forwarded(**{dict})"), (2, "traced({int})"), (1, "traced(n={int}, k={int})"), (1, "traced({int}, {int}, {int})"), (1, "keyed()"), (1, "keyed({int}, a={int})"),
        (1, "only(a={int}, b={int})"), (1, "only(b={int})"), (1, "first({int}, {int})"), (1, "first(a={int}, b={int})"), (2, "{num}.value"), (1, "int({num})"),
        (1, "[10, 20, 30][{num}]"), (1, "kind_of({any})"), (1, "kind_of({vec})"), (1, "kind_of({ints})"), (1, "kind_of({num})"), (1, "kind_of({dict})"), (1, "found({int}, {ints})"),
        (3, "(({int} * {int} + {int}) & {mask})"), (2, "((({int} << {shift}) ^ ({int} - {int})) & {mask})"), (2, "({int} * {int} - {int}) % {power}"),
        (2, "(({int} ^ {int}) * {int} + {int}) % {mod}"), (1, "((~{int} | {int}) & {mask}) >> {shift}"), (1, "bytearray({str}.encode() or b'q')[{index}]"),
        (2, "Machine({int}).run({few})"), (1, "Machine({int}).handler({int})"), (1, "{obj}.step.__func__({obj}, {int})"), (1, "sum(map({obj}.step, {few}))"),
        (1, "six(*({int}, {int}, {float}), *[{int}, {any}, {int}])"), (1, "six(*{ints})"), (2, "keyed(*({int}, {int}), **{{'d': {int}}})"), (1, "(lambda *q: len(q) + {int})(*{ints}, {int})"),
        (1, "spread({int}, *{ints}[:2])"), (1, "spread(*{pair}, k={int})"), (1, "max(*{ints}, {int}, {int})"), (2, "int(Grid({small})[{int} % 3, {coin}])"), (1, "int(Grid(3).at({int} % 4, {coin}))"),
        (2, "Words({int}).next()"), (1, "Words({int}).below({small})"), (1, "hashed({str}.encode(), {int})"), (1, "(({int} << 13 | {int} >> 51) & 0xFFFFFFFFFFFFFFFF)"),
        (1, "(({int} * 6364136223846793005 + {int}) & {mask}) // {divisor}"), (1, "(({int} & {mask}) % {divisor})"), (1, "(({int} & 0xFFFFFFFFFFFFFFFF) >> {shift})"), (1, "int.from_bytes({str}.encode()[:8], 'little')"),
        (1, "({int}).bit_length()"), (1, "bytes({few})[{index}]"), (1, "{str}.encode().find(b'a')"), (1, "len({str}.encode() + bytes({few}))"), (1, "jumps({few}, {int})"), (1, "found_by_raising({int}, {ints})"),
        (1, "walked({vec}, {small}, {int})"), (1, "{spot}.x"), (1, "len({spot})"),
        (1, "left_early({ints}, {int})"), (1, "nested({small}, {int})"), (1, "Sized({small}).total({int})"), (1, "len(Sized({int}))"), (1, "hash({num})"), (1, "chained({int}, {few})"),
    ],
    "float": [
        (8, "({float} + {float})"), (8, "({float} - {float})"), (8, "({float} * {float})"), (3, "({float} / ({float} or 0.5))"), (1, "({float} / {float})"),
        (3, "({int} / {divisor})"), (3, "({float} + {int})"), (2, "({int} * {float})"), (2, "({float} // {float})"),
        (2, "({float} % {float})"), (1, "(abs({float}) % 10.0) ** {shift}"), (1, "({float} ** {float})"), (1, "-{float}"),
        (1, "abs({float})"), (1, "float({int})"), (3, "{floats}[{index}]"), (1, "sum({floats})"), (1, "min({float}, {float})"),
        (1, "max({floats})"), (2, "({float} if {bool} else {float})"), (1, "math.sqrt(abs({float}))"),
        (1, "math.sqrt({float})"), (1, "math.floor({float}) * 1.0"), (1, "math.copysign({float}, {float})"),
        (1, "math.sin({float})"), (1, "{pair}[1]"), (2, "{obj}.b"), (5, "{call:float}"), (1, "round({float}, {shift})"),
        (1, "{global:float}"), (1, "({float} or {float})"), (1, "({new:float} := {float})"), (1, "float({bool})"),
        (3, "{vec}.x"), (2, "{vec}.y"), (2, "{vec}.dot({vec})"), (1, "abs({vec})"), (1, "{vec}.norm"),
        (1, "{floats}[{index}] * {float}"), (1, "keyed({float}, d={float})"), (1, "({bool} + {float})"), (1, "math.fabs({float})"), (1, "math.hypot({float}, {float})"),
        (1, "math.hypot(*{floats}[:2])"), (2, "Grid(3)[{coin}, {small} % 3]"), (1, "walked({vec}, {small}, {int}).x"), (1, "{spot}.y"), (1, "{spot}[1]"), (1, "relaxed(Grid(4), {float})"),
    ],
    "bool": [
        (5, "({int} {cmp} {int})"), (4, "({float} {cmp} {float})"), (2, "({int} {cmp} {float})"), (2, "({str} {cmp} {str})"),
        (1, "({int} {cmp} {int} {cmp} {int})"), (2, "(not {bool})"), (2, "({bool} and {bool})"), (2, "({bool} or {bool})"),
        (1, "({int} in {ints})"), (1, "({str} in {str})"), (1, "({key} in {dict})"), (1, "({int} not in {set})"),
        (1, "({any} is None)"), (1, "({any} is not None)"), (1, "bool({any})"), (1, "isinstance({any}, int)"),
        (1, "({ints} == {ints})"), (1, "({pair} < {pair})"), (2, "({obj} == {obj})"), (1, "({obj} < {obj})"), (1, "bool({obj})"),
        (1, "({bool} ^ {bool})"), (2, "({vec} == {vec})"), (1, "({vec} < {vec})"), (1, "({vec} is {vec})"), (1, "({vec} != {vec})"), (1, "bool({vec})"),
        (1, "({int} in {dict}.values())"), (1, "({vec} in [{vec}, {vec}])"), (1, "isinstance({any}, (Vec, Bottom))"), (1, "any({bool} for {bind:int} in {few})"), (1, "all([{bool} for {bind:float} in {floats}[:5]])"),
        (1, "hasattr({any}, 'a')"), (1, "{call:bool}"), (1, "({int} in {obj})"), (1, "{str}.startswith({str})"),
        (1, "math.isnan({float})"), (1, "callable({any})"), (1, "({int} {cmp} {bool})"), (1, "type({any}) is int"),
        (1, "({ints} is {ints})"), (1, "({obj} is {obj})"), (1, "({set} <= {set})"),
        (1, "any({int} {cmp} {bind:int} for {bind:int} in {ints})"), (1, "all({bool} for {bind:int} in {ints})"), (1, "any({bind:vec}.x > {float} for {bind:vec} in ({vec}, {vec}))"),
        (2, "({num} {cmp} {num})"), (1, "({num} {cmp} {int})"), (1, "({int} {cmp} {num})"), (1, "({num} in [{num}, {int}])"), (1, "isinstance({any}, Even)"), (1, "isinstance({num}, (int, (Vec, Num)))"),
        (1, "issubclass(type({any}), (Vec, Num))"), (1, "({dict}.keys() <= {dict}.keys())"), (1, "({dict}.items() == {dict}.items())"), (1, "bool({num})"), (1, "isinstance({obj}, {Class})"),
        (1, "isinstance({any}, {Class})"),
        (1, "({obj}.step == {obj}.step)"), (1, "({obj}.step is {obj}.step)"), (1, "({str}.encode() {cmp} {str}.encode())"), (1, "({int} % 256 in {str}.encode())"), (1, "(({int} & 0xFFFFFFFFFFFFFFFF) {cmp} ({int} & {mask}))"),
        (1, "({spot} == {spot})"), (1, "({spot} {cmp} {pair})"),
    ],
    "str": [
        (4, "({str} + {str})[:30]"), (1, "({str} * {coin})"), (2, "str({int})"), (1, "repr({float})"), (2, "{str}[{index}]"),
        (2, "{str}[{slice}]"), (3, "f'{{{held:int}}}-{{{held:float}!r}}'[:40]"), (1, "f'{{{held:int}:05d}}{{{held:float}:.3f}}'[:40]"),
        (1, "'%d/%s' % ({int}, {bool})"), (1, "','.join([{str} for {bind:int} in {few}])[:50]"), (1, "{str}.upper()"),
        (1, "{str}.replace({str}, {str})[:30]"), (1, "({str} if {bool} else {str})"), (1, "chr({int} % 600 + 32)"),
        (2, "{obj}.name"), (1, "str({obj})"), (3, "{call:str}"), (1, "{str}.strip()"), (1, "type({any}).__name__"),
        (1, "''.join(sorted({str}))"), (1, "(str({int}) if {bool} else str({float}))"), (1, "{str}.join([{str}, {str}])[:30]"),
        (1, "repr({vec})[:60]"), (1, "f'{{{held:vec}}}'[:60]"), (1, "''.join([{str} for {bind:str}, {bind:int} in {dict}.items() if {bool}])[:30]"),
        (1, "f'{{{held:str}:>{{{small}}}}}'"), (1, "(''.join(reversed({str})))"),
        (1, "''.join({str} for {bind:int} in {few})[:30]"), (1, "max({str} for {bind:int} in {few})"), (1, "repr({num})"), (1, "','.join(map(str, {ints}))[:40]"), (1, "''.join(reversed({dict}))"),
        (1, "repr({str}.encode())[:40]"), (1, "bytes({few}).hex()"), (1, "repr({spot})[:60]"), (1, "'{{}}:{{}}'.format(*{pair})[:40]"),
    ],
    "ints": [
        (4, "[{int}, {int}, {int}]"), (2, "[{int} for {bind:int} in {few}]"), (2, "[{int} for {bind:int} in {ints}[:6] if {bool}]"),
        (1, "[{int} for {bind:int} in {few} for {bind:int} in {few}]"), (2, "({ints} + {ints})[:12]"), (1, "{ints}[{slice}]"),
        (1, "list({few})"), (1, "sorted({ints})"), (1, "sorted({ints}, key=lambda {bind:int}: {int})"), (1, "[{int}] * {small}"),
        (1, "list(map(lambda {bind:int}: {int}, {ints}[:6]))"), (1, "[*{ints}[:5], {int}]"), (2, "{call:ints}"), (1, "{global:ints}"),
        (1, "list({set})[:5]"), (1, "{obj}.items"), (1, "list(filter(None, {ints}[:7]))"), (1, "list({dict}.values())[:9]"),
        (1, "[{int} for {bind:int}, {bind:int} in zip({few}, {ints}[:5])]"), (1, "list({gen})[:8]"), (1, "[]"),
        (1, "[{fn}({bind:int}) for {bind:int} in {few}]"), (1, "list({ints})"), (1, "{ints}.copy()"),
        (1, "list({int} for {bind:int} in {ints}[:7] if {bool})"), (1, "[*reversed({ints})][:9]"), (1, "[{bind:int} for {bind:int}, {bind:int} in {dict}.items()]"), (1, "sorted({dict}.values(), reverse={bool})"),
        (1, "[{int} for {bind:int} in {ints}[:4] for {bind:int} in range({bind:int} % 4)]"), (1, "[(lambda k={int}: k + {bind:int})() for {bind:int} in {few}]"), (1, "list(Sized({small}))"),
        (1, "[{num}.value, {int}]"), (1, "[int({bind:num}) for {bind:num} in ({num}, {num})]"),
        (1, "list({str}.encode())"), (1, "list(bytearray({few}) + bytes({few}))[:9]"), (1, "[*{ints}[:3], *{few}]"), (1, "[Words({int}).next() % {divisor} for {bind:int} in {few}]"),
    ],
    "floats": [
        (4, "[{float}, {float}, {float}]"), (2, "[{float} for {bind:float} in {floats}[:6]]"), (1, "({floats} + {floats})[:10]"),
        (1, "[{float}] * {small}"), (1, "{floats}[{slice}]"), (1, "[{float} for {bind:int} in {few} if {bool}]"), (1, "{call:floats}"),
        (1, "list(map(float, {ints}[:5]))"),
    ],
    "pair": [
        (4, "({int}, {float})"), (1, "{call:pair}"), (1, "({pair} if {bool} else {pair})"), (1, "tuple([{int}, {float}])"),
        (1, "max({pair}, {pair})"), (1, "(*({int},), {float})"),
        (1, "max([{pair}, {pair}], key=lambda {bind:pair}: {float})"), (1, "tuple({float} for {bind:int} in range(2))"), (1, "min(zip({ints}, {floats}))"),
        (1, "({pair}[0] + {int}, {pair}[1] * {float})"), (1, "{spot}"), (1, "turned({pair}, {small})"),
    ],
    "spot": [
        (5, "Spot({int}, {float})"), (2, "Spot(*{pair})"), (1, "Spot(y={float}, x={int})"), (2, "{spot}.shifted({int})"), (1, "{spot}._replace(x={int})"), (1, "({spot} if {bool} else {spot})"),
    ],
    "vec": [
        (6, "{Vector}({float}, {float})"), (2, "Vec({int}, {float})"), (4, "({vec} + {vec})"), (3, "({vec} - {vec})"), (2, "({vec} * {float})"), (1, "({float} * {vec})"),
        (1, "-{vec}"), (2, "{vec}.moved(dx={float})"), (1, "{vec}.moved({float}, {float})"), (1, "({vec} if {bool} else {vec})"), (2, "{call:vec}"),
        (1, "max([{vec}, {vec}, {vec}])"), (1, "sorted([{vec}, {vec}], key=lambda {bind:vec}: {float})[0]"), (1, "Vec(*{floats}[:2])"), (1, "{Vector}(y={float}, x={int})"),
        (1, "Vec(*{pair})"), (1, "walked({vec}, {small}, {int})"),
    ],
    "num": [
        (5, "Num({int})"), (2, "Num({float})"), (4, "({num} + {num})"), (2, "({num} + {int})"), (2, "({int} + {num})"), (2, "({num} - {int})"), (1, "({int} - {num})"), (2, "({num} * {num})"),
        (1, "({int} * {num})"), (1, "({num} // {num})"), (1, "({num} % {int})"), (1, "({num} << {small})"), (1, "({num} & {num})"), (1, "-{num}"), (1, "~{num}"), (1, "abs({num})"), (1, "({num} @ {num})"),
        (1, "({num} ** {small})"), (1, "divmod({num}, {num})[{coin}]"), (1, "({num} if {bool} else {num})"), (1, "max({num}, {num})"), (1, "sum([{num}, {num}], Num({int}))"), (1, "({str} + {num})"),
        (1, "Counted({int})"), (1, "({num} and {num})"), (1, "({num} or {num})"), (1, "functools.reduce(operator.add, [{num}, {num}, {int}])"),
    ],
    "dict": [
        (2, "{{{str}: {int} for {bind:str}, {bind:int} in {dict}.items()}}"), (3, "{{'a': {int}, 'b': {int}}}"), (2, "{{{key}: {int}, {key}: {int}}}"), (2, "{{{str}: {int} for {bind:int} in {few}}}"),
        (1, "dict({dict})"), (1, "{{**{dict}, {key}: {int}}}"), (1, "dict(a={int}, b={int})"), (1, "({dict} | {dict})"),
        (1, "{call:dict}"), (1, "dict(zip('abc', {ints}))"), (1, "{{}}"),
    ],
    "set": [
        (3, "{{{int}, {int}}}"), (1, "{{{int} for {bind:int} in {few}}}"), (1, "set({ints})"), (1, "({set} | {set})"),
        (1, "({set} & {set})"), (1, "({set} - {set})"),
    ],
    "obj": [
        (6, "{Class}({int}, {float})"), (1, "({obj} + {obj})"), (2, "({obj} if {bool} else {obj})"), (1, "{obj}.me()"),
        (1, "{Class}.make({int})"), (1, "{call:obj}"), (1, "copy.copy({obj})"),
    ],
    "fn": [
        (2, "(lambda {bind:int}: {int})"), (1, "(lambda {bind:int}, {bind:float}={float}: {int})"), (1, "abs"), (1, "{obj}.step"),
        (1, "{name:int1}"), (2, "adder({int})"), (1, "counter({int})"), (1, "Multiplier({int})"), (1, "(lambda {bind:int}, k={int}: {int} + k)"),
        (1, "composed({fn}, {fn})"), (1, "log"), (1, "functools.partial(operator.add, {int})"),
        (2, "Machine({int}).add"), (1, "Machine({int}).handler"), (1, "Words({int}).below"), (1, "{ints}.count"), (1, "{dict}.get"), (1, "Vec(1, 2).__getitem__"), (1, "(lambda *q: sum(q) + {int})"),
    ],
    "gen": [
        (2, "({int} for {bind:int} in {few})"), (1, "iter({ints})"), (4, "{call:gen}"), (1, "map(lambda {bind:int}: {int}, {few})"),
        (1, "{obj}.parts({small})"), (1, "relay({gen})"), (1, "count_down({small})"),
        (2, "managed({small}, Local({str}))"), (1, "pairs({ints})"), (1, "map({fn}, {few})"),
        (1, "({int} for {bind:int} in {few} if {bool})"), (1, "reversed({ints})"),
    ],
    "any": [
        (4, "{int}"), (3, "{float}"), (1, "{bool}"), (2, "{str}"), (2, "{ints}"), (1, "{pair}"), (1, "{dict}"), (2, "None"),
        (2, "{obj}"), (1, "{set}"), (1, "{vec}"), (1, "Noisy({str})"), (1, "{call:any}"), (1, "({any} if {bool} else {any})"), (1, "({any}, {any})"),
        (1, "({any} or {any})"), (1, "({any} and {any})"), (1, "{fn}"),
    ],
}

# (weight, what it needs, template)
STATEMENTS = [
    (12, "", "{new:int} = {int}"), (8, "", "{new:float} = {float}"), (3, "", "{new:bool} = {bool}"), (4, "", "{new:str} = {str}"),
    (4, "", "{new:ints} = {ints}"), (2, "", "{new:floats} = {floats}"), (2, "", "{new:pair} = {pair}"), (2, "", "{new:dict} = {dict}"),
    (1, "", "{new:set} = {set}"), (4, "", "{new:obj} = {obj}"), (2, "", "{new:any} = {any}"), (1, "", "{new:fn} = {fn}"),
    (1, "", "{new:gen} = {gen}"), (1, "", "{new:any} = Noisy({str})"), (1, "", "del {old:any}"), (1, "", "{new:any} = None"),
    (4, "", "{old:int} += {int}"), (2, "", "{old:int} -= {int}"), (2, "", "{old:int} = ({old:int} * {int}) % {mod}"),
    (2, "", "{old:int} ^= {int}"), (1, "", "{old:int} //= {int}"), (1, "", "{old:int} >>= {shift}"), (4, "", "{old:float} += {float}"),
    (2, "", "{old:float} *= {float}"), (1, "", "{old:float} /= {float}"), (1, "", "{old:float} -= {int}"),
    (2, "", "{old:str} = ({old:str} + {str})[:40]"), (2, "", "{old:str} += {str}[:3]"), (1, "", "{old:ints} += [{int}]"), (1, "", "{old:set} |= {{{int}}}"),
    (3, "", "{old:ints}[{index}] = {int}"), (2, "", "{old:ints}[{index}] += {int}"), (2, "", "{old:floats}[{index}] = {float}"),
    (2, "", "{old:floats}[{index}] *= {float}"), (2, "", "{old:dict}[{key}] = {int}"),
    (2, "", "{old:dict}[{key}] = {old:dict}.get({key}, 0) + {int}"), (1, "", "{old:dict}[{key}] += {int}"),
    (1, "", "del {old:dict}[{key}]"), (1, "", "del {old:ints}[{index}]"), (1, "", "{old:ints}[{slice}] = {ints}[:4]"),
    (3, "", "{old:ints}.append({int})"), (1, "", "{old:ints}.extend({few})"), (1, "", "{old:ints}.sort()"), (1, "", "{old:set}.add({int})"),
    (1, "", "{old:ints}.reverse()"), (1, "", "{old:ints}.insert({index}, {int})"), (1, "", "{old:floats}.append({float})"),
    (3, "", "{old:obj}.a = {int}"), (2, "", "{old:obj}.a += {int}"), (2, "", "{old:obj}.b = {float}"), (2, "", "{old:obj}.b *= {float}"),
    (1, "", "{old:obj}.total = {int}"), (1, "", "{old:obj}.link = {obj}"), (1, "", "{old:obj}.link = None"), (1, "", "{old:obj}.items = {ints}"),
    (1, "", "del {old:obj}.a"), (1, "", "{old:obj}.extra = {any}"), (1, "", "{old:obj}.link.a += 1"), (1, "", "{old:obj}[{int}] = {int}"),
    (2, "", "{new:int}, {new:float} = {pair}"), (1, "", "{new:int}, {new:int} = {int}, {int}"), (1, "", "{new:int}, *{new:ints} = {ints}"),
    (1, "", "{new:int} = {new:int} = {int}"), (1, "", "{new:float} = {old:float}"), (1, "", "{new:ints} = {old:ints}"),
    (1, "", "{old:int}, {old:int} = {old:int}, {old:int}"), (1, "", "{old:float}, {old:float} = {old:float}, {old:float}"),
    (2, "", "log({any})"), (1, "", "look()"), (1, "", "log({int})"), (1, "", "log({float})"), (1, "", "{call:any}"), (1, "", "{obj}.grow({int})"),
    (1, "global", "{global:int} = {int}"), (1, "global", "{global:int} += {int}"), (1, "global", "{global:float} *= {float}"),
    (1, "global", "{global:ints}.append({int})"), (1, "", "{global:ints}[{index}] = {int}"), (1, "", "{Class}.count += 1"), (1, "", "{Class}.count = {int}"),
    (4, "", "{new:vec} = {vec}"), (3, "", "{old:vec} += {vec}"), (2, "", "{old:vec} = {old:vec} + {vec}"), (2, "", "{old:vec} = {old:vec} * {float} - {vec}"),
    (2, "", "{old:vec}.x = {float}"), (2, "", "{old:vec}.y += {float}"), (1, "", "{old:vec}.x, {old:vec}.y = {old:vec}.y, {old:vec}.x"), (1, "", "del {old:vec}.x"),
    (1, "", "{old:vec}.norm = {float}"), (1, "", "{old:vec}[{coin}] = {float}"), (1, "", "{old:int} = {old:vec} = {vec}"),
    (3, "for", "{new:vec} = {vec}\nfor {new:int} in {few}:\n    {old:vec} = {old:vec} + {Vector}({new:int}, {float})\n    {loop}"),
    (2, "for", "for {new:vec} in [{vec}, {vec}, {vec}]:\n    {old:float} += {old:vec}.dot({old:vec})\n    {loop}"),
    (1, "for", "for {new:int} in {few}:\n    {old:vec} += Vec({float}, {new:int})\n    if {bool}:\n        {old:any} = {old:vec}\n    {loop}"),
    (2, "", "def {iterator}(q1, q2={int}):\n    return {int} + q1 * q2\n{old:int} = {iterator}({int})\n{new:int} = {iterator}({int}, {int})\n{block}"),
    (1, "for", "def {iterator}(q1, *, q2={float}):\n    return {vec} * q2 + q1\nfor {new:int} in {few}:\n    {old:vec} = {iterator}({vec}, q2={float})\n    {loop}"),
    (2, "for", "{iterator} = lambda q1, q2={int}: {int} + q1 - q2\nfor {new:int} in {few}:\n    {old:int} += {iterator}({new:int}) - {iterator}({new:int}, {int})\n    {loop}"),
    (1, "for", "{iterator} = {fn}\nfor {new:int} in {few}:\n    {old:int} += {iterator}({new:int})\n    {loop}"),
    (3, "for", "for {new:int} in {few}:\n    {old:int} = ({old:int} * {int} + {new:int}) & {mask}\n    {old:int} ^= {old:int} << {shift} & {mask}\n    {old:int} ^= {old:int} >> {shift}\n    {loop}"),
    (2, "for", "for {new:int} in {str}.encode() + bytes({few}):\n    {old:int} = (({old:int} ^ {new:int}) * {int}) % {mod}\n    {loop}"),
    (1, "for", "{iterator} = bytearray({few})\nfor {new:int} in {few}:\n    {iterator}[{new:int}] = {int} & 255\n    {iterator}.append({iterator}[{new:int} - 1])\n    {old:int} += {iterator}[-{new:int}]\n    {loop}"),
    (2, "for", "{iterator} = {ints}.append\nfor {new:int} in {few}:\n    {iterator}({int})\n    {loop}"),
    (1, "for", "{iterator} = {obj}.step\nfor {new:int} in {few}:\n    {old:int} += {iterator}({int})\n    {loop}"),
    (2, "for", "for {new:str}, {new:int} in {old:dict}.items():\n    tick()\n    {loop}"), (1, "for", "for {new:int} in {old:dict}.values():\n    tick()\n    {loop}"),
    (2, "for", "for {new:int}, {new:float} in enumerate({floats}[:6], {int}):\n    {loop}"), (1, "for", "for {new:int} in {set}:\n    tick()\n    {loop}"),
    (1, "for", "for {new:int}, ({new:str}, {new:int}) in enumerate({dict}.items()):\n    {loop}"), (1, "for", "for {new:int} in map({fn}, {few}):\n    {loop}"),
    (1, "for", "for {new:int}, {new:float}, {new:int} in zip({ints}[:6], {floats}[:6], {few}):\n    {loop}"), (1, "for", "for {new:int} in {str}.encode()[:6]:\n    {loop}"),
    (1, "for", "for {new:int} in reversed({ints}[:6]):\n    {loop}"), (1, "for", "for {new:int}, {new:int} in pairs({ints}[:6]):\n    {loop}"),
    (1, "for", "for {new:int}, {new:int} in zip({ints}, {few}, strict={bool}):\n    tick()\n    {loop}"),
    (2, "for", "for {new:int} in managed({small}, Local({str}, {bool})):\n    {loop}"), (2, "", "with Local({str}, {bool}) as {new:int}:\n    {block}"),
    (1, "for", "for {new:int} in {few}:\n    with Local({str}, {bool}) as {new:int}:\n        {loop}"),
    (2, "", "try:\n    {old:int} = deep({small}, {int})\nexcept {errors} as {new:error}:\n    log(where({old:error}))\n    {block}"),
    (1, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += deep({new:int} % 4, {int})\n    except (Oops, LookupError, ArithmeticError) as {new:error}:\n        log(len({old:error}.args))\n        {loop}"),
    (1, "", "{Class}.step = lambda self, n: n + {literal}"), (1, "", "{Class}.rate = property(lambda self: {literal})"), (1, "", "{Class}.__lt__ = lambda self, other: self is other"),
    (1, "", "Vec.moved = lambda self, dx=1.0, dy={literal}: self"), (1, "", "{old:obj}.__class__ = {Class}"), (1, "", "setattr({old:obj}, 'a', {int})"),
    (1, "", "Middle.bonus = {int}"), (1, "", "global_change({int})"), (1, "", "{old:ints}[:] = [{int} for {bind:int} in {ints}[:6]]"),
    (1, "", "assert {bool}, {str}"), (1, "", "pass"),
    (7, "", "if {bool}:\n    {block}"), (5, "", "if {bool}:\n    {block}\nelse:\n    {block}"),
    (2, "", "if {bool}:\n    {block}\nelif {bool}:\n    {block}\nelse:\n    {block}"),
    (7, "for", "for {new:int} in {few}:\n    {loop}"), (3, "for", "for {new:int} in {ints}[:7]:\n    {loop}"),
    (2, "for", "for {new:float} in {floats}[:6]:\n    {loop}"), (1, "for", "for {new:str} in {str}[:6]:\n    {loop}"),
    (2, "for", "for {new:int}, {new:int} in enumerate({ints}[:6]):\n    {loop}"),
    (2, "for", "for {new:int}, {new:float} in zip({few}, {floats}):\n    {loop}"),
    (1, "for", "for {new:str}, {new:int} in list({dict}.items())[:5]:\n    {loop}"),
    (1, "for", "for {new:int} in {old:ints}:\n    tick()\n    {loop}"), (1, "for", "for {new:str} in {old:dict}:\n    tick()\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    {loop}\nelse:\n    {block}"), (1, "for", "for {new:int} in {gen}:\n    tick()\n    {loop}"),
    (1, "for", "for {new:int} in reversed({few}):\n    {loop}"), (1, "for", "for {new:int} in range({int} % 6, {int} % 9, {coin} * 2 - 1):\n    {loop}"),
    (1, "for", "for {new:obj} in [{obj}, {obj}, {obj}]:\n    {loop}"), (1, "for", "for {new:any} in ({any}, {any}, {any}):\n    {loop}"),
    (4, "for", "{count} = 0\nwhile {count} < {limit}:\n    {count} += 1\n    {loop}"),
    (1, "for", "{count} = {limit}\nwhile {count}:\n    {count} -= 1\n    {loop}\nelse:\n    {block}"),
    (1, "for", "while {bool}:\n    tick()\n    {loop}"), (1, "for", "{count} = 0\nwhile True:\n    {count} += 1\n    if {count} > {limit}:\n        break\n    {loop}"),
    (2, "in loop", "if {bool}:\n    break"), (2, "in loop", "if {bool}:\n    continue"), (1, "in loop", "if {bool}:\n    {block}\n    continue"),
    (4, "", "try:\n    {block}\nexcept ({errors}) as {new:error}:\n    {block}"), (2, "", "try:\n    {block}\nexcept {errors}:\n    {block}\nelse:\n    {block}"),
    (2, "", "try:\n    {block}\nexcept {errors}:\n    {block}\nexcept Exception as {new:error}:\n    log(type({old:error}).__name__)\n    {block}"),
    (3, "", "try:\n    {block}\nfinally:\n    {block}"), (1, "", "try:\n    {block}\nexcept {errors}:\n    {block}\nfinally:\n    {block}"),
    (1, "", "try:\n    {block}\nexcept {errors}:\n    log(sys.exc_info()[0].__name__)\n    raise"),
    (1, "", "try:\n    {block}\n    raise Oops({int})\nexcept Oops as {new:error}:\n    log({old:error}.args)\n    {block}"),
    (1, "", "if {bool}:\n    raise Oops({any})"), (1, "", "if {bool}:\n    raise {error}({str}) from None"),
    (2, "", "with Manager({str}) as {new:int}:\n    {block}"), (1, "", "with Manager({str}, True) as {new:int}:\n    {block}"),
    (1, "", "with Manager('p', {bool}), Manager('q') as {new:int}:\n    {block}"),
    (2, "", "with guarded({str}) as {new:int}:\n    {block}"), (1, "return", "with guarded({str}):\n    return {result}"),
    (1, "for", "for {new:int} in {few}:\n    with Manager({str}, {bool}) as {new:int}:\n        {loop}"),
    (3, "for", "for {new:int} in {few}:\n    try:\n        {loop}\n    except {errors} as {new:error}:\n        {block}"),
    (1, "for", "for {new:int} in {few}:\n    try:\n        {loop}\n    except {errors}:\n        {block}\n    else:\n        {block}\n    finally:\n        {block}"),
    (2, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += may_fail({new:int})\n    except (ValueError, KeyError) as {new:error}:\n        {old:int} += len(str({old:error}))\n        {loop}"),
    (1, "in loop", "try:\n    {block}\n    continue\nfinally:\n    {block}"), (1, "in loop", "try:\n    {block}\nfinally:\n    break"),
    (1, "return", "try:\n    return {result}\nfinally:\n    {block}"), (1, "return", "try:\n    {block}\nexcept {errors}:\n    return {result}"),
    (1, "", "try:\n    {block}\nexcept {errors} as {new:error}:\n    try:\n        {block}\n    except {errors}:\n        {block}\n    raise {error}({str}) from {old:error}"),
    (1, "", "try:\n    raise ExceptionGroup('g', [Oops({int}), KeyError({str})])\nexcept* Oops as {new:error}:\n    {block}\nexcept* LookupError:\n    {block}"),
    (3, "for", "for {iterator} in ({obj}, {obj}, {obj}, {obj}) * 2:\n    {old:int} += {iterator}.step({int})\n    {old:float} += {iterator}.b\n    {loop}"),
    (1, "for", "for {iterator} in [{obj}, {obj}, {any}, {obj}]:\n    {old:int} += {iterator}.a\n    {iterator}.a = {int}"),
    (1, "", "{iterator} = count_down({small})\nlog(next({iterator}, None))\nlog({iterator}.send({any}))\n{iterator}.close()"),
    (1, "", "{iterator} = count_down({small})\nlog(next({iterator}, None))\nlog({iterator}.throw({error}({str})))\n{block}"),
    (2, "return", "if {bool}:\n    return {result}"), (1, "return", "return {result}"),
    (4, "yield", "yield {int}"), (1, "yield", "{new:any} = yield {int}"), (1, "yield", "yield from {gen}"), (1, "yield", "if {bool}:\n    return {int}"),
    (1, "", "match {any}:\n    case 1 | 2:\n        {block}\n    case [{new:any}, *_]:\n        {block}\n    case {{'a': {new:any}}}:\n        {block}\n    case str() | float():\n        {block}\n    case _:\n        {block}"),
    (1, "", "{iterator} = {gen}\n{new:int} = next({iterator}, {int})\n{new:int} = next({iterator}, {int})\n{iterator} = None"),
    (4, "", "{new:num} = {num}"), (2, "", "{old:num} += {int}"), (2, "", "{old:num} += {num}"), (1, "", "{old:num} *= {num}"), (1, "", "{old:num} -= {num}"), (1, "", "{old:num}.value = {int}"),
    (1, "", "{old:num} @= {num}"), (1, "", "{old:num} <<= {small}"), (2, "for", "for {new:int} in {few}:\n    {old:num} = {old:num} + {new:int}\n    {loop}"),
    (1, "for", "for {new:num} in [{num}, {num}, Counted({int})]:\n    {old:int} += {old:num}.value\n    {loop}"), (1, "", "{old:int} += {num}"), (1, "", "{old:float} *= {num}"),
    (2, "", "match {vec}:\n    case Point(x={new:float}, y=0):\n        {block}\n    case Vec({new:float}, {new:float}) if {bool}:\n        {block}\n    case Vec(x=_):\n        {block}"),
    (2, "", "match {ints}:\n    case []:\n        {block}\n    case [{new:int}]:\n        {block}\n    case [{new:int}, *{new:ints}] if {bool}:\n        {block}\n    case [*_, {new:int}]:\n        {block}"),
    (2, "", "match {dict}:\n    case {{'a': 1, **{new:dict}}}:\n        {block}\n    case {{'a': {new:int}, 'b': int({new:int})}}:\n        {block}\n    case _:\n        {block}"),
    (2, "for", "for {new:any} in ({any}, {any}, {any}, {any}):\n    match {old:any}:\n        case int({new:int}) | [int({new:int}), *_]:\n            {loop}\n        case None | True:\n            continue\n        case str({new:str}) if {bool}:\n            break"),
    (1, "", "match {any}, {int}:\n    case (None, 1) | (_, 2):\n        {block}\n    case ({new:any}, {new:int}) if {bool}:\n        {block}"),
    (2, "in loop", "with Local({str}, {bool}):\n    {block}\n    continue"), (1, "in loop", "with Local({str}) as {new:int}:\n    if {bool}:\n        break\n    {block}"),
    (1, "", "with contextlib.suppress({errors}):\n    {block}"), (1, "", "with contextlib.ExitStack() as {iterator}:\n    {new:int} = {iterator}.enter_context(Local({str}, {bool}))\n    {block}"),
    (1, "for", "for {new:int} in {old:ints}:\n    tick()\n    if {bool}:\n        {old:ints}.append({int})\n    {loop}"), (1, "for", "for {new:str}, {new:int} in {old:dict}.items():\n    {old:dict}[{key}] = {int}\n    {loop}"),
    (1, "for", "for {new:str} in {old:dict}.keys() | {{{str}}}:\n    log(len({old:str}))\n    break"), (1, "for", "for {new:int}, {new:int} in zip(reversed({ints}[:5]), {dict}.values()):\n    {loop}"),
    (1, "for", "for {new:int}, ({new:int}, {new:float}) in enumerate(zip({ints}[:5], {floats})):\n    {loop}"), (1, "for", "for {new:str} in reversed({old:dict}):\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    {old:int} += sum({int} for {bind:int} in range({new:int}))\n    {loop}"), (1, "for", "for {new:int} in ({int} for {bind:int} in {few} if {bool}):\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    if any({bool} for {bind:int} in {ints}):\n        {loop}"), (1, "for", "for {new:int} in {few}:\n    {old:ints} = [{int} for {bind:int} in {old:ints}[:5]]\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += chained({new:int}, {few})\n    except LookupError as {new:error}:\n        {old:any} = {old:error}\n    except Oops:\n        {loop}"),
    (2, "for", "for {new:int} in {few}:\n    {old:int} += keyed({new:int}, d={int}) - keyed({int}, c={new:int}, b=1)\n    {loop}"), (1, "for", "for {new:int} in {few}:\n    {old:int} += forwarded({new:int}, *{ints}[:2])\n    {loop}"),
    (1, "for", "for {new:int} in {few}:\n    {old:int} += starred({new:int}, **{dict}) + traced({new:int})\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    def {iterator}(q1, q2={new:int}):\n        return q1 + q2 + {int}\n    {old:int} += {iterator}({int})\n    {loop}"),
    (1, "", "{iterator} = [lambda k={int}: k + {bind:int} for {bind:int} in {few}]\nlog([k() for k in {iterator}])"),
    (1, "", "{iterator} = sum\nlog({iterator}({int} for {bind:int} in {few}))"), (1, "", "Counted.made = {int}"),
    (2, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    {iterator} = {iterator} + {Vector}({new:int}, {float})\n    {loop}\nlog({iterator})"),
    (2, "for", "{iterator} = {vec}\n{count} = {vec}\nfor {new:int} in {few}:\n    {iterator}, {count} = {count}, {iterator} - {count}\n    {loop}\n{new:vec} = {iterator}"),
    (2, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    if {bool}:\n        {iterator} = {iterator} * {float}\n    else:\n        {iterator} = {vec}\n    {loop}\n{old:any} = {iterator}"),
    (1, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    {iterator} = {iterator} + Vec({float}, {new:int})\n    if {bool}:\n        log({iterator})\n    {loop}\n{old:float} += {iterator}.x"),
    (1, "for", "{iterator} = {vec}\ntry:\n    for {new:int} in {few}:\n        {iterator} = {iterator} + Vec({float} / {new:int}, fails_at({new:int}))\n        {loop}\nexcept (ArithmeticError, LookupError, Oops):\n    log({iterator})"),
    (1, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    for {count} in range(3):\n        {iterator} = {iterator} + Vec({count}, {float})\n        {loop}\n    {iterator} = {iterator}.moved({float})\n{new:vec} = {iterator}"),
    (1, "for", "{iterator} = {vec}\n{count} = []\nfor {new:int} in {few}:\n    {iterator} = {iterator} - Vec({new:int}, 1)\n    {count}.append({iterator})\n    {loop}\nlog({count})"),
    (1, "return", "{iterator} = {vec}\nfor {new:int} in {few}:\n    {iterator} = {iterator} + Vec({new:int}, {float})\n    if {bool}:\n        return {result}\nlog({iterator})"),
    (1, "for", "{iterator} = None\nfor {new:int} in {few}:\n    if {iterator} is None:\n        {iterator} = {vec}\n    {iterator} = {iterator} + Vec({new:int}, {float})\n    {loop}\nlog({iterator})"),
    (1, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    look()\n    {iterator} = {iterator} + Vec({new:int}, {float})\n    {loop}\ndel {iterator}"),
    (1, "for", "{iterator} = {num}\n{count} = 0\nwhile {count} < {limit}:\n    {count} += 1\n    {iterator} = {iterator} + {count}\n    if {bool}:\n        {old:any} = {iterator}\n        break\n    {loop}\nelse:\n    log({iterator})"),
    (2, "for", "{iterator} = {int}, {float}\nfor {new:int} in {few}:\n    {iterator} = {iterator}[1], {iterator}[0] + {new:int}\n    {loop}\nlog({iterator})"),
    (1, "for", "{iterator} = {int}, ({float}, {int})\nfor {new:int} in {few}:\n    {count}, ({new:float}, {new:int}) = {iterator}\n    {iterator} = {new:int}, ({count} * {float}, {int})\n    {loop}\n{old:any} = {iterator}"),
    (1, "for", "{iterator} = {pair}\nfor {new:int} in {few}:\n    {new:int}, {new:float} = {iterator}\n    {iterator} = {int}, {float}\n    {loop}\nlog({iterator})"),
    (1, "for", "{iterator} = {spot}\nfor {new:int} in {few}:\n    {iterator} = {iterator}.shifted({new:int})\n    {loop}\nlog({iterator}.x)"),
    (1, "for", "{iterator} = {spot}\nfor {new:int} in {few}:\n    {iterator} = Spot({iterator}.x + {new:int}, {iterator}.y * {float})\n    {loop}\n{old:any} = {iterator}"),
    (1, "for", "{iterator} = None\nfor {new:int} in {few}:\n    {iterator} = {new:int}, {iterator}\n    {loop}\nlog({iterator})"),
    (1, "yield", "{iterator} = {vec}\nfor {new:int} in {few}:\n    {iterator} = {iterator} + Vec({new:int}, {float})\n    yield {iterator}.x\nlog({iterator})"),
    (2, "for", "{iterator} = {fn}, {fn}, {obj}.step\nfor {new:int} in {few}:\n    {old:int} += {iterator}[{new:int} % 3]({int})\n    {loop}"),
    (2, "for", "{iterator} = {{'a': {fn}, 'b': {obj}.step, 'c': adder({int})}}\nfor {new:int} in {few}:\n    {old:int} += {iterator}['abc'[{new:int} % 3]]({new:int})\n    {loop}"),
    (1, "for", "{iterator} = {obj}\n{iterator}.hook = {fn}\nfor {new:int} in {few}:\n    {old:int} += {iterator}.hook({new:int})\n    {loop}"),
    (1, "for", "{iterator} = {vec}.dot\nfor {new:int} in {few}:\n    {old:float} += {iterator}({vec})\n    {loop}"),
    (1, "for", "{iterator} = Machine({int})\nfor {new:int} in {few}:\n    {old:int} += {iterator}.run(({new:int}, {int}))\n    if {bool}:\n        {iterator}.handler = {fn}\n    {loop}"),
    (1, "for", "{iterator} = Machine({int}).add\nfor {new:int} in {few}:\n    {old:int} += {iterator}({new:int}) - {iterator}(n={int})\n    {loop}\nlog({iterator}.__self__.n)"),
    (1, "", "{old:obj}.step = {fn}"),
    (1, "for", "{iterator} = {dict}.get\nfor {new:int} in {few}:\n    {old:int} += {iterator}({key}, {new:int})\n    {loop}"),
    (2, "for", "{iterator} = {int}, {int}\nfor {new:int} in {few}:\n    {old:int} += keyed(*{iterator}, d={int})\n    {iterator} = {new:int}, {int}\n    {loop}"),
    (1, "for", "{iterator} = [{int}]\nfor {new:int} in {few}:\n    {old:int} += spread({new:int}, *{iterator})\n    {iterator}.append({int})\n    {loop}"),
    (1, "for", "{iterator} = {{'d': {int}}}\nfor {new:int} in {few}:\n    {old:int} += keyed({new:int}, *({int},), **{iterator})\n    {loop}"),
    (1, "", "{iterator} = {pair}\n{new:vec} = {Vector}(*{iterator})\n{new:float} = mean(*{iterator}, {float})"),
    (2, "for", "{iterator} = Grid(4)\nfor {new:int} in {few}:\n    {iterator}[{new:int} % 4, 1] = {iterator}[{new:int} % 4, 0] * {float} + {new:int}\n    {loop}\nlog({iterator}.cells)"),
    (1, "for", "{iterator} = Grid(3, {small})\ntry:\n    for {new:int} in {few}:\n        {iterator}[{new:int}, {small}] += {float}\n        {loop}\nexcept LookupError as {new:error}:\n    log(where({old:error}))"),
    (1, "for", "{iterator} = {{}}\nfor {new:int} in {few}:\n    {iterator}[{new:int}, {coin}] = {iterator}.get(({new:int}, 0), {int})\n    {loop}\nlog({iterator})"),
    (2, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += {dict}[{key}]\n    except KeyError:\n        {old:int} -= 1\n    {loop}"),
    (2, "for", "for {new:int} in {few}:\n    try:\n        if {bool}:\n            raise Oops({int})\n        {old:int} += 1\n    except Oops:\n        {old:int} += {new:int}\n        {loop}"),
    (1, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += fails_at({new:int}, {small})\n    except IndexError:\n        continue\n    except Oops:\n        break\n    {loop}"),
    (1, "for", "{iterator} = {gen}\nwhile True:\n    tick()\n    try:\n        {old:int} += next({iterator})\n    except StopIteration:\n        break\n    {loop}"),
    (1, "for", "{iterator} = {vec}\nfor {new:int} in {few}:\n    try:\n        {iterator} = {iterator} + Vec({new:int}, {float})\n        if {bool}:\n            raise ValueError({iterator})\n    except ValueError as {new:error}:\n        {iterator} = {old:error}.args[0]\n    {loop}\nlog({iterator})"),
    (1, "for", "for {new:int} in {few}:\n    try:\n        try:\n            raise {error}({new:int})\n        finally:\n            {old:int} += 1\n    except {errors}:\n        {loop}\n    except Exception:\n        {old:int} -= 1"),
    (1, "for", "for {new:int} in {few}:\n    try:\n        {old:int} += {ints}[{new:int}] // {int}\n    except (IndexError, ZeroDivisionError):\n        {loop}"),
    (2, "for", "{iterator} = {int} & 0xFFFFFFFFFFFFFFFF\nfor {new:int} in {few}:\n    {iterator} ^= {iterator} << 13 & 0xFFFFFFFFFFFFFFFF\n    {iterator} ^= {iterator} >> 7\n    {iterator} = {iterator} * {mod} + {new:int} & 0xFFFFFFFFFFFFFFFF\n    {old:int} = {iterator} % {divisor}\n    {loop}\nlog({iterator})"),
    (1, "for", "{iterator} = {int} & {mask}\nfor {new:int} in {few}:\n    {iterator} = ({iterator} << {shift} | {iterator} >> 64 - {shift}) & 0xFFFFFFFFFFFFFFFF\n    if {iterator} {cmp} {int}:\n        {old:int} += {iterator} // 3\n    {loop}\nlog({iterator})"),
    (1, "for", "{iterator} = Words({int})\nfor {new:int} in {few}:\n    {old:int} += {iterator}.next() >> {shift}\n    {loop}\nlog({iterator}.state)"),
    (2, "for", "{iterator} = bytearray({str}.encode() + b'abc')\nfor {new:int} in {few}:\n    {iterator}[{new:int} % 4] ^= {int} & 255\n    {iterator}[{index}] = {iterator}[{new:int} % 3] + {coin}\n    {loop}\nlog(bytes({iterator}))"),
    (1, "for", "{iterator} = bytearray({few})\nfor {new:int} in {few}:\n    {iterator}[{slice}] = bytes({few})\n    {old:int} += {iterator}[0] if {iterator} else {int}\n    {loop}\nlog(len({iterator}))"),
    (1, "for", "{iterator} = {str}.encode() * 3\nfor {new:int} in {few}:\n    {old:int} += {iterator}[{new:int}] * 256 + {iterator}[-1]\n    {loop}\n    {iterator} = {iterator}[1:] + b'z'"),
    (1, "for", "{iterator} = bytearray(8)\nfor {new:int} in range(8):\n    {iterator}[{new:int}] = ({int} & {mask}) >> 8 * {new:int} & 255\n    {loop}\nlog(int.from_bytes({iterator}, 'big'))"),
]

ERRORS = ["ZeroDivisionError", "TypeError", "IndexError", "KeyError", "ValueError", "AttributeError", "Oops", "OverflowError",
          "ArithmeticError", "LookupError", "UnboundLocalError"]

# What happens between two rounds of calls: the world changes under compiled code.
CHANGES = [
    "{Class}.step = lambda self, n: n + 100", "{Class}.kind = {int}", "{Class}.twice = property(lambda self: {int})", "len = lambda x: 3",
    "{Class}.__add__ = lambda self, other: self", "{Class}.__eq__ = lambda self, other: log({bool})", "{global:int} = {int}", "{global:int} = {float}",
    "{global:int} = {str}", "{global:float} = {int}", "{global:ints} = {ints}", "{Class}.count = {any}", "abs = log", "O.a = {any}", "O.b = {int}",
    "O.extra = {any}", "del O.a", "O.__class__ = {Class}", "gc.collect()", "sum = lambda x: 11", "O = {Class}({any}, {any})", "range = make_range",
    "{Class}.__getattr__ = lambda self, name: 5", "del {Class}.step", "{Class}.__bool__ = lambda self: False", "{global:int} = True", "isinstance = lambda a, b: True",
    "{Class}.a = property(lambda self: 9)",
    "Vec.__add__ = lambda self, other: other", "Vec.__init__ = lambda self, x=1.0, y=2.0: (setattr(self, 'x', y), setattr(self, 'y', x))[2:] or None", "Point.__mul__ = lambda self, k: self",
    "Point.x = {float}", "keyed.__defaults__ = (5, 6)", "keyed.__kwdefaults__ = {{'d': 2.5}}", "adder.__code__ = (lambda n: lambda m, k=1: n * m).__code__",
    "Middle.visit = lambda self, n: n", "Num.__add__ = lambda self, other: self", "Num.__eq__ = lambda self, other: {bool}", "del Num.__radd__", "del Num.__lt__", "Num.value = property(lambda self: 4)",
    "traced.__wrapped__ = None", "starred.__code__ = (lambda *args, **named: len(named)).__code__", "any = all", "reversed = list", "Even.__instancecheck__ = None", "Sized.__len__ = lambda self: 1", "fails_at.__code__ = (lambda n, k=1: n).__code__",
    "first.__defaults__ = ({int},)", "only.__kwdefaults__ = None", "Bottom.__bases__ = (Middle, Right)", "del Middle.visit", "Local.__exit__ = lambda self, *error: True", "Vec.__eq__ = lambda self, other: {bool}",
    "Multiplier.__call__ = lambda self, n: n", "enumerate = lambda items, start=0: zip([7, 8, 9], items)", "zip = pairs_of", "Vec.__len__ = lambda self: {int}",
    "deep.__defaults__ = (3, 4, 5)", "S = {any}", "Point.moved = Vec.dot", "L = O.a", "sys.setswitchinterval(0.005)",
    "Grid.__getitem__ = lambda self, xy: 0.5", "Grid.__setitem__ = lambda self, xy, value: log(xy)", "Machine.add = lambda self, n: n", "Machine.run = {fn}", "Spot.x = property(lambda self: 3)", "Spot.shifted = lambda self, n: self",
    "Vec.__sub__ = None", "Vec.__new__ = lambda cls, *rest, **named: object.__new__(cls)", "Oops.__init__ = lambda self, *rest: log(len(rest))", "spread.__defaults__ = (2,)", "Words.next = lambda self: 2**64 - 1", "Words.MASK = 2**40 - 1",
    "class Oops(Exception): pass", "Vec = Point", "Point.__add__ = lambda self, other: Tagged(self.x, other.y)",
]

CLASS = '''
class {name}{bases}:
    fields = ("a", "b", "link")
    name = {text!r}
    count = 0
    link = None{slots}

    def __init__(self, a, b=0.5):
        self.a = a
        self.b = b{init}

    def __repr__(self):
        return "<{name}>"

    def step(self, n):
        {step}
        return {step_result}

    @property
    def twice(self):
        return {twice}

    @property
    def total(self):
        return self.a

    @total.setter
    def total(self, value):
        self.a = value

    def me(self):
        return self

    @property
    def half(self):
        return self.b / 2

    def both(self, n):
        return self.step(n) + self.step(n + 1)

    def outer(self, n, x=1.5):
        look() if n == 7 else None
        return self.both(n) - mean(x, self.b, x, n) // 1

    def guarded(self, n):
        try:
            return self.step(n) // n
        except ZeroDivisionError:
            log("zero")
        finally:
            self.b = {end}
        return may_fail(n)

    def parts(self, n):
        for i in range(n):
            got = yield self.step(i)
            if got is not None:
                self.a = got

    def grow(self, n):
        self.a += n
        self.items = [n]

    @classmethod
    def make(cls, n):
        cls.count += 1
        return cls(n, 1.5)
{dunders}'''

DUNDERS = [
    "def __add__(self, other):\n    return {name}(self.a, other.b)", "def __eq__(self, other):\n    return self.a == other.a\n\n__hash__ = None",
    "def __lt__(self, other):\n    return self.b < other.b", "def __len__(self):\n    return 3", "def __bool__(self):\n    return self.a != 0",
    "def __getitem__(self, i):\n    return self.a + i", "def __setitem__(self, i, value):\n    self.a = value", "def __contains__(self, i):\n    return self.a == i",
    "def __str__(self):\n    return f'<{{self.a}}>'", "def __getattr__(self, name):\n    if name == 'items':\n        return [1, 2]\n    raise AttributeError(name)",
    "def __radd__(self, other):\n    return other", "def __index__(self):\n    return 2", "def __del__(self):\n    log('gone')", "def __neg__(self):\n    return 1",
    "def __iter__(self):\n    yield self.a\n    yield 2", "def __call__(self, n):\n    return n + 1", "def __float__(self):\n    return 2.5",
    "def step(self, n):\n    return super().step(n) + 1", "def both(self, n=3, *more):\n    return n", "def parts(self, n):\n    yield from super().parts(n)",
    "def __sub__(self, other):\n    return {name}(self.a - other.a, self.b)", "def __enter__(self):\n    return self\n\ndef __exit__(self, *error):\n    return self.a == 1",
    "def __setattr__(self, name, value):\n    object.__setattr__(self, name, value)", "def __hash__(self):\n    return 5",
]

HEAD = '''import collections
import contextlib
import copy
import functools
import gc
import math
import operator
import sys
from fuzz_prelude import *

make_range = lambda *n: [0, 1, 2]
pairs_of = lambda *items, strict=False: [(1,) * len(items), (2,) * len(items)]
G0, G1 = {a}, {b}
H0, H1 = {c}, {d}
S = "text"
L = [1, 2, 3]
M = [10, {e}, 30]


def six(a, b, c, d, e, f):
    return a + b - d if e else f * 2 + (c > 1)


def mean(a, b, c, n=4):
    return (a + b + c) / n


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def tree(n, weight):
    return 1 if n <= 0 else tree(n - 1, weight * 0.5) + tree(n - 2, weight + n)


def may_fail(n):
    if n == 2:
        raise ValueError(n)
    return n + {{1: 1}}[1] if n % 3 else {{}}[n]


class Vec:
    __slots__ = ("x", "y")
    fields = ("x", "y")

    def __init__(self, x=0.0, y=0.0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"({{self.x}}, {{self.y}})"

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return type(self)(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return self.__class__(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __eq__(self, other):
        if not isinstance(other, Vec):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    def __len__(self):
        return 2

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __getitem__(self, i):
        if i == 0:
            return self.x
        if i == 1:
            return self.y
        raise IndexError(i)

    def __setitem__(self, i, value):
        if i:
            self.y = value
        else:
            self.x = value

    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    @norm.setter
    def norm(self, value):
        factor = value / self.norm
        self.x *= factor
        self.y *= factor

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def moved(self, dx=1.0, dy={f}):
        if dx == 7:
            look()
        return Vec(self.x + dx, self.y + dy)


class Point(Vec):
    def __init__(self, x=1.5, y=0, *, tag="p"):
        super().__init__(x, y)
        self.tag = tag

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __del__(self):
        if self.tag != "p":
            log(self.tag)


class Tagged(Point):
    def __init__(self, x, y=0.5):
        super().__init__(x, y, tag="t")

    def dot(self, other):
        return super().dot(other) + 1


class Base:
    bonus = 1

    def __init__(self, n):
        self.n = n

    def visit(self, n):
        return self.n + n


class Middle(Base):
    def visit(self, n):
        return super().visit(n) * 2 + self.bonus


class Right(Base):
    bonus = {e}

    def visit(self, n):
        return super(Right, self).visit(n + 1) - 3


class Bottom(Middle, Right):
    def __init__(self, n, *, more=1):
        super().__init__(n)
        self.more = more

    def visit(self, n=1):
        return super().visit(n) + self.more


class Multiplier:
    def __init__(self, k):
        self.k = k

    def __call__(self, n, more=0):
        return n * self.k % 1000003 + more


class Local:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        log(self.name)
        return len(self.name)

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            log(kind.__name__)
        return self.swallow and kind is not GeneratorExit


V = Point(1, 2.5)


def starred(*args, **named):
    return len(args) * 10 + sum(args) + sum(named.values())


def forwarded(*args, **named):
    return keyed(*args, **named) + len(args)


def wrapped(function):
    @functools.wraps(function)
    def wrapper(*args, **named):
        try:
            return function(*args, **named)
        finally:
            if len(args) == 2:
                log(args)
    return wrapper


@wrapped
def traced(n, k=2):
    return n * k if n != 7 else may_fail(n - 5)


def only(*, a, b=7):
    return a - b


def first(a, /, b=1):
    return a * 2 + b


def fails_at(n, k=3):
    if n % 5 == k:
        raise IndexError(n)
    if n % 7 == k:
        raise Oops(n)
    return n + 1


def through(n):
    return fails_at(n) + fails_at(n=n + 1)


def chained(n, numbers):
    total = 0
    for i in numbers:
        try:
            total += through(n + i)
        except IndexError as error:
            total -= error.args[0]
            if total < -20:
                raise KeyError(total) from error
        else:
            total += 1
    return total


def found(n, items):
    for i, item in enumerate(items):
        if item == n:
            return i
    else:
        return -1


def left_early(items, n):
    for item in reversed(items):
        with Local("early", item == 3):
            if item > n:
                return item
            if item == n:
                continue
            if not item:
                break
            if item == 3:
                raise Oops(item)
    return n


def nested(n, start):
    def inner(k, more=1):
        nonlocal start
        start += k * more
        return sum(start % (i + 1) for i in range(k))
    return sum(inner(i, more=n) for i in range(n)) + start


def kind_of(value):
    match value:
        case bool():
            return 1
        case int(n) if n > 5:
            return n
        case 0 | 1 | -1:
            return 2
        case float() | str():
            return 3
        case [first, *rest]:
            return len(rest) + 10
        case {{"a": a, **rest}}:
            return len(rest) + 20
        case Num(value=Num() as inner):
            return 30
        case Num(value=value) | Vec(value):
            return 31 if value == value else 32
        case None:
            return 4
    return 5


class Num:
    fields = ("value",)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"{{type(self).__name__}}({{self.value!r}})"[:60]

    def __add__(self, other):
        if isinstance(other, Num):
            return Num(self.value + other.value)
        if isinstance(other, int):
            return Num(self.value + other)
        return NotImplemented

    def __radd__(self, other):
        return Num(other + self.value) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return Num(self.value - (other.value if type(other) is Num else other))

    def __rsub__(self, other):
        return Num(other - self.value)

    def __mul__(self, other):
        if not isinstance(other, Num):
            return NotImplemented
        return type(self)(self.value * other.value % 1000003)

    def __rmul__(self, other):
        return Num(other * self.value % 1000003)

    def __floordiv__(self, other):
        return Num(self.value // other.value)

    def __mod__(self, other):
        return Num(self.value % other)

    def __divmod__(self, other):
        return self // other, self % other.value

    def __pow__(self, n):
        return Num(self.value ** n % 1000003)

    def __lshift__(self, n):
        return Num(self.value * 2 ** n % 1000003)

    def __ilshift__(self, n):
        self.value += n
        return self

    def __and__(self, other):
        return Num(int(self.value) & int(other.value))

    def __matmul__(self, other):
        return Num(len(str(self.value)) * other.value)

    def __neg__(self):
        return Num(-self.value)

    def __invert__(self):
        return Num(~self.value)

    def __abs__(self):
        return self if self.value >= 0 else -self

    def __int__(self):
        return int(self.value)

    def __index__(self):
        return self.value

    def __bool__(self):
        return self.value != 0

    def __hash__(self):
        return hash(self.value) % 1009

    def __eq__(self, other):
        if isinstance(other, Num):
            return self.value == other.value
        return self.value == other if type(other) is int else NotImplemented

    def __lt__(self, other):
        return self.value < other.value if isinstance(other, Num) else NotImplemented

    def __ge__(self, other):
        return not self < other


class Counted(Num):
    made = 0

    def __init__(self, value):
        super().__init__(value)
        Counted.made += 1

    def __add__(self, other):
        return super().__add__(other) if self.value else Counted(1)

    def __radd__(self, other):
        return Counted(self.value) if other else super().__radd__(other)

    def __del__(self):
        if self.value == 7:
            log("seven")


class IsEven(type):
    def __instancecheck__(cls, value):
        return type(value) is int and value % 2 == 0


class Even(metaclass=IsEven):
    pass


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * self.n

    def total(self, n):
        return sum(item + n for item in self) + sum([1 for _ in range(len(self))])


def keyed(a, b={e}, c=2, *, d=0):
    return a - b * c + d


def varied(a=1, *more, k=3, **rest):
    return a + len(more) * k + sum(rest.values())


def adder(n):
    return lambda m, k=1: n + m * k


def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


def composed(f, g):
    def both(n):
        return f(g(n))
    return both


def deep(n, value, k=1, m=0):
    if n <= 0:
        if value % 3 == 0:
            raise Oops(value, n)
        return {{1: 5, 2: 6}}[value % 4] // (value % 5)
    got = deep(n - 1, value, k=k + 1)
    return got + k


def climbs(n, value):
    total = 0
    for i in range(n):
        try:
            total += deep(i, value + i)
        except (KeyError, Oops) as error:
            total += len(error.args)
        finally:
            total += 1
    return total


def managed(n, manager):
    with manager as start:
        for i in range(n):
            try:
                yield start + i
            finally:
                log(i)


def pairs(items):
    before = None
    for item in items:
        if before is not None:
            yield before, item
        before = item


def global_change(n):
    global G0, H0
    G0 = n
    H0 = n * 0.5


def count_down(n):
    while n > 0:
        try:
            got = yield n
        except (ValueError, KeyError) as error:
            log(type(error).__name__)
            got = None
        finally:
            n -= 1
        n = got if type(got) is int and got < n else n


def relay(items):
    total = 0
    for item in items:
        tick()
        total = yield item + total if total else item
    return total


@contextlib.contextmanager
def guarded(name):
    log(name)
    try:
        yield len(name)
    except LookupError as error:
        log(type(error).__name__)
    finally:
        log("left")


async def later(n):
    return n + 1


async def waits(n, start):
    for i in range(n):
        start += await later(i)
    return start


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value

class Spot(collections.namedtuple("Spot", "x y")):
    __slots__ = ()
    fields = ("x", "y")

    def shifted(self, n):
        return Spot(self.x + n, self.y - n)


class Grid:
    fields = ("width", "cells")

    def __init__(self, width, height=3):
        self.width = width
        self.cells = [0.5] * (width * height)

    def __getitem__(self, xy):
        x, y = xy
        return self.cells[y * self.width + x]

    def __setitem__(self, xy, value):
        x, y = xy
        self.cells[y * self.width + x] = value

    def at(self, *xy):
        return self[xy]


def relaxed(grid, omega):
    total = 0.0
    for y in range(1, 2):
        for x in range(1, grid.width - 1):
            old = grid[x, y]
            grid[x, y] = (1.0 - omega) * old + omega * 0.25 * (grid[x - 1, y] + grid[x + 1, y] + grid[x, y - 1] + grid[x, y + 1])
            total += old
    return total + grid[1, 1]


class Machine:
    def __init__(self, n):
        self.n = n
        self.handler = self.add
        self.table = {{0: self.add, 1: self.swap, 2: Machine.name}}

    def add(self, n):
        self.n += n
        return self.n

    def swap(self, n):
        self.n, n = n, self.n
        return n

    @staticmethod
    def name(n):
        return n + 2

    def run(self, codes):
        total, add = 0, self.add
        for code in codes:
            total += self.table[code % 3](code)
            total += self.handler(code) - add(1)
            if code == 5:
                self.handler = self.swap
        return total


class Words:
    MASK = 2**64 - 1

    def __init__(self, seed):
        self.state = seed & self.MASK

    def next(self):
        x = self.state
        x ^= x << 13 & self.MASK
        x ^= x >> 7
        x ^= x << 17 & self.MASK
        self.state = x
        return x * 0x2545F4914F6CDD1D & self.MASK

    def below(self, n):
        return (self.next() >> 33) % (n + 1)


def hashed(data, start):
    h = start & 0xFFFFFFFFFFFFFFFF
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def spread(a, *rest):
    return a * len(rest) + first(*rest)


def walked(start, n, at):
    here = start
    seen = None
    for i in range(n):
        here = here + Vec(i, 0.5)
        if i == at:
            seen = here
        elif i == 5:
            return here
    return seen if seen is not None else here * 2.0


def turned(pair, n):
    a = pair
    for i in range(n):
        a = a[1], a[0] + i
    return a


def jumps(numbers, at):
    total = 0
    for i in numbers:
        try:
            if i == at:
                raise Oops(i)
            total += {{0: 1, 2: 3}}[i]
        except KeyError:
            total += 10
        except Oops as error:
            total += 100 + error.args[0]
    return total


def found_by_raising(n, items):
    try:
        for item in items:
            if item == n:
                raise StopIteration
    except StopIteration:
        return item
    return -1
'''

GLOBALS = {"int": ["G0", "G1"], "float": ["H0", "H1"], "ints": ["L", "M"], "str": ["S"], "vec": ["V"]}
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([A-Za-z]\w*)(?::(\w+))?((?:![rs])?(?::[^{}]*)?)\}")


@dataclass
class Function:
    name: str
    params: list      # types
    result: str
    cost: int = 1
    defaults: int = 0


@dataclass
class Scope:
    names: dict = field(default_factory=lambda: {kind: [] for kind in TYPES + ("any", "fn", "gen", "error")})
    result: str = "any"
    kind: str = "return"  # or yield
    declared: dict = field(default_factory=dict)  # {type: names} of a global statement
    loops: int = 0
    turns: int = 1        # how often what is written now will run
    cost: int = 1


def is_outside(template, at):
    """Whether the names that the template binds are not visible there: the iterable of a comprehension, the
    defaults and arguments of a lambda."""
    before = re.sub(r"\{bind:\w+\}", "B", template[:at])
    if before.rfind(" in ") > max(before.rfind(" if "), before.rfind(" B: ")) and " B" in before:
        return True
    if "lambda" not in template:
        return False
    _, found, rest = before.rpartition("lambda")
    parameters, colon, body = re.sub(r"\{\w+:\w+\}", "", rest).partition(":")
    return not found or not colon or ", " in body or ")(" in body


@dataclass(frozen=True)
class Size:
    """How much there is of everything: what is drawn from."""

    classes: tuple
    functions: tuple
    bindings: int      # of a function at its beginning
    statements: tuple  # of a function
    budgets: tuple     # statements in it, with those in its blocks
    blocks: tuple      # statements of one
    loops: tuple       # of a loop
    depths: tuple      # of expressions
    stages: tuple      # rounds of calls
    dunders: tuple
    cost: int
    warm: float        # the chance that a function is called often enough for samples
    top_level: float   # the chance of statements there


SIZES = {
    "small": Size((1,), (1, 1, 2), 1, (1, 2, 3), (2, 3, 4, 6), (1, 1, 2), (1, 2), (1, 1, 2), (2,), (1, 3), 300, 0.7, 0.05),
    "usual": Size((1, 2, 3), (3, 4, 6, 8), 3, (2, 3, 4, 6), (4, 8, 12, 20), (1, 1, 2, 3), (1, 2, 3, 4), (1, 2, 2, 3),
                  (2, 3, 4), (3, 6, 10, 14), 3000, 0.4, 0.4),
}


@functools.cache
def head_parts():
    """[(first line, line behind the last, names bound, words)] of the top-level statements of HEAD."""
    text = HEAD.format(**dict.fromkeys("abcdef", "0"))
    lines = text.split("\n")
    parts = []
    for node in ast.parse(text).body:
        first = min([node.lineno] + [each.lineno for each in getattr(node, "decorator_list", [])]) - 1
        if isinstance(node, ast.Assign):
            names = {each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)}
        else:
            names = {getattr(node, "name", None)}
        parts.append((first, node.end_lineno, names, words("\n".join(lines[first:node.end_lineno]))))
    return parts


def words(text):
    return set(re.findall(r"[A-Za-z_]\w*", text))


def needed_head(lines, wanted):
    """Of the lines of HEAD those which `wanted` words need; all imports."""
    taken = {at for at, part in enumerate(head_parts()) if None in part[2]}
    while True:
        more = {at for at, part in enumerate(head_parts()) if at not in taken and part[2] & wanted}
        if not more:
            break
        taken |= more
        wanted = wanted.union(*(head_parts()[at][3] for at in more))
    return [line for at in sorted(taken) for line in ["", *lines[slice(*head_parts()[at][:2])]]]


class Generator:
    def __init__(self, seed, size):
        self.random = random.Random(seed)
        self.size = size
        self.functions = []
        self.classes = []
        self.scope = Scope()
        self.counter = 0
        self.depth = 0
        self.budget = 0

    # ---- Small things -------------------------------------------------------------------------------

    def pick(self, rows):
        return self.random.choices(rows, [row[0] for row in rows])[0]

    def chance(self, probability):
        return self.random.random() < probability

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def literal(self, kind):
        choose = self.random.choice
        if kind == "int":
            return str(choose(SMALL_INTS if self.chance(0.75) else INTS))
        if kind == "float":
            return choose(FLOATS) if self.chance(0.5) else repr(round(self.random.uniform(-10, 10), 2))
        if kind == "bool":
            return choose(["True", "False"])
        if kind == "str":
            return choose(STRINGS)
        if kind == "obj":
            return "O" if self.classes else "None"
        return {"ints": "[1, 2, 3]", "floats": "[0.5, 1.5]", "pair": "(1, 2.5)", "dict": "{'a': 1, 'b': 2}",
                "set": "{1, 2}", "vec": self.random.choice(["Vec(1, 2.5)", "Point(0.5)", "Tagged(3, 1.0)", "Vec()"]), "num": self.random.choice(["Num(3)", "Num(-2)", "Counted(5)", "Num(0.5)"]),
                "spot": self.random.choice(["Spot(1, 2.5)", "Spot(7, -0.5)"]), "fn": "abs", "gen": "iter([1, 2])", "error": "None", "any": "None"}[kind]

    # ---- Expressions -----------------------------------------------------------------------------------

    def expression(self, kind, depth):
        names = self.scope.names[kind]
        if names and self.chance(0.45 if depth > 0 else 0.8):
            return self.random.choice(names[-6:])
        if kind != "any" and self.chance(0.008):
            return f"({self.expression(self.random.choice(TYPES + ('any',)), min(depth, 1))})"
        if depth <= 0 and kind not in ("any", "fn", "gen"):
            return self.literal(kind)
        if depth < -3:
            return self.literal(kind)
        return self.expand(self.pick(EXPRESSIONS[kind])[1], depth - 1)

    def expand(self, template, depth):
        """Replaces the placeholders of a template of one line."""
        bound = []
        new = []

        def replace(found):
            if found[0] in ("{{", "}}"):
                return found[0][0]
            hidden = waiting and found[1] not in ("bind", "new") and is_outside(template, found.start())
            names = self.scope.names
            if hidden:
                own = {name for _, name in waiting}
                self.scope.names = {each: [name for name in all_of if name not in own] for each, all_of in names.items()}
            text = self.placeholder(found[1], found[2], depth, bound, new)
            self.scope.names = names
            return "{" + text + found[3] + "}" if found[3] else text

        for kind in re.findall(r"\{bind:(\w+)\}", template):
            name = self.fresh("c")
            bound.append((kind, name))
            self.scope.names[kind].append(name)
        waiting = list(bound)
        bound[:] = waiting
        text = PLACEHOLDER.sub(replace, template)
        for kind, name in waiting:
            self.scope.names[kind].remove(name)
        for kind, name in new:
            if name not in self.scope.names[kind]:
                self.scope.names[kind].append(name)
        return text

    def placeholder(self, word, kind, depth, bound, new):
        choose = self.random.choice
        if word == "bind":
            at = next(i for i, (k, _) in enumerate(bound) if k == kind)
            return bound.pop(at)[1]
        if word == "new":
            names = self.scope.names[kind]
            reusable = [name for name in names if name[0] == "v"]
            name = choose(reusable) if reusable and self.chance(0.6) else self.fresh("v")
            new.append((kind, name))
            return name
        if word == "old":
            names = [name for name in self.scope.names[kind] if name[0] in "vp"]
            if names:
                return choose(names[-6:])
            name = self.fresh("v")  # unbound: an error
            new.append((kind, name))
            return name if self.chance(0.03) else self.existing(kind, name)
        if word == "held":  # no quotes can stand in an f-string
            return choose(self.scope.names[kind][-6:] or GLOBALS[kind])
        if word == "call":
            return self.call(kind, depth)
        if word == "name":
            names = [f.name for f in self.functions if f.params == ["int"] and f.result == "int" and self.affordable(f)]
            if names:
                name = choose(names)
                self.spend(next(f for f in self.functions if f.name == name), 3)
                return name
            return "abs"
        if word == "global":
            return choose(self.scope.declared.get(kind) or GLOBALS[kind])
        if word == "Class":
            return choose(self.classes) if self.classes else "Noisy"
        if word in SMALL:
            return SMALL[word](self, depth)
        return self.expression(word, depth)

    def existing(self, kind, name):
        """A name of that type which does exist: bound on the spot in front of the statement."""
        self.pending.append(f"{name} = {self.literal(kind)}")
        return name

    def affordable(self, function):
        return function.cost * self.scope.turns + self.scope.cost < self.size.cost

    def spend(self, function, times=1):
        self.scope.cost += function.cost * self.scope.turns * times

    def call(self, kind, depth):
        fit = [f for f in self.functions if (f.result == kind or kind == "any" and f.result != "gen") and self.affordable(f)]
        if not fit:
            return self.literal(kind) if kind not in ("any", "fn", "gen") else "None" if kind != "gen" else "iter(())"
        function = self.random.choice(fit[-5:])
        self.spend(function)
        arguments = [self.expression(param, depth - 1) if param in TYPES else f"({self.expression('int', 0)} % 5)"
                     for param in function.params]
        while function.defaults and len(arguments) > len(function.params) - function.defaults and self.chance(0.3):
            arguments.pop()
        if len(arguments) == len(function.params) and arguments and self.chance(0.08):
            last = len(arguments) - 1
            arguments[last] = f"p{last}={arguments[last]}"
        elif self.chance(0.05):
            arguments = [f"*({', '.join(arguments)},)"] if arguments else arguments
        return f"{function.name}({', '.join(arguments)})"

    # ---- Statements ---------------------------------------------------------------------------------------

    def allowed(self, need):
        scope = self.scope
        return {"": True, "for": scope.loops < 3 and scope.turns < 200 and self.depth < 4, "in loop": scope.loops > 0,
                "return": scope.kind == "return", "yield": scope.kind == "yield", "global": bool(scope.declared)}[need]

    def block(self, count, in_loop=False):
        """Lines of `count` statements.  What is bound in them is mostly forgotten behind them."""
        self.depth += 1
        before = {kind: list(names) for kind, names in self.scope.names.items()}
        lines = []
        for _ in range(count):
            lines += self.statement()
        if self.chance(0.85):
            self.scope.names = before
        self.depth -= 1
        return lines

    def statement(self):
        for _ in range(50):
            weight, need, template = self.pick(STATEMENTS)
            if self.allowed(need) and not ("{block}" in template and (self.depth > 4 or self.budget <= 0)):
                break
        else:
            return ["pass"]
        self.budget -= 1
        self.pending, outer = [], getattr(self, "pending", [])
        count, limit = self.fresh("w"), self.random.choice([1, 3, 5, 7])
        template = template.replace("{count}", count).replace("{limit}", str(limit))
        template = template.replace("{iterator}", self.fresh("i"))
        lines = []
        for line in template.split("\n"):
            indent = line[:len(line) - len(line.lstrip())]
            if line.strip() == "{block}":
                body = self.block(self.random.choice(self.size.blocks))
            elif line.strip() == "{loop}":
                body = self.loop()
            else:
                body = [self.expand(line.strip(), self.random.choice(self.size.depths))]
            lines += [indent + text for text in body]
        lines = self.pending + lines
        self.pending = outer
        return lines

    def loop(self):
        scope = self.scope
        scope.loops += 1
        scope.turns *= 6
        lines = self.block(self.random.choice(self.size.loops))
        scope.turns //= 6
        scope.loops -= 1
        return lines

    # ---- Functions, classes, the program -------------------------------------------------------------------

    def function(self):
        choose = self.random.choice
        params = [choose(TYPES[:4] * 2 + TYPES) for _ in range(choose([0, 1, 1, 2, 2, 3]))]
        result = choose(["int"] * 4 + ["float"] * 3 + ["gen"] * 2 + ["ints", "floats", "bool", "str", "pair", "dict", "any", "obj"])
        function = Function(self.fresh("f"), params, result)
        self.scope = Scope(result=result, kind="yield" if result == "gen" else "return")
        self.budget = choose(self.size.budgets)
        header = []
        for number, kind in enumerate(params):
            self.scope.names[kind].append(f"p{number}")
            header.append(f"p{number}")
        if params and self.chance(0.25):
            function.defaults = 1
            header[-1] += f"={self.literal(params[-1])}"
        body = []
        if self.chance(0.25):
            self.scope.declared = {kind: [choose(names)] for kind, names in GLOBALS.items()}
            body.append(f"global {', '.join(name for name, in self.scope.declared.values())}")
            for kind, names in self.scope.declared.items():
                self.scope.names[kind] += names
        for kind in self.random.sample(TYPES[:7], self.size.bindings):
            body += [self.expand(f"{{new:{kind}}} = {{{kind}}}", 1)] if not self.closure(function, kind, body) else []
        body += self.block_kept(choose(self.size.statements))
        body += ["yield " + self.expression("int", 1)] if result == "gen" else [f"return {self.expression(result, 2)}"]
        function.cost = self.scope.cost + 5 * (len(body) // 5)
        self.functions.append(function)
        return [f"def {function.name}({', '.join(header)}):"] + ["    " + line for line in body]

    def block_kept(self, count):
        lines = []
        self.depth = 0
        for _ in range(count):
            lines += self.statement()
        return lines

    def closure(self, function, kind, body):
        """Sometimes an inner function that reads, and perhaps writes, the outer one's names."""
        if self.budget < 8 or not self.chance(0.2):
            return False
        cell, inner, depth = self.fresh("x"), self.fresh("k"), 2
        self.pending = []
        body.append(f"{cell} = {self.expression('int', 1)}")
        outer = self.scope
        self.scope = Scope(result="int")
        for each, names in outer.names.items():
            self.scope.names[each] = list(names[:3])
        self.scope.names["int"] += ["q0", cell]
        lines = [f"def {inner}(q0=1):"]
        if self.chance(0.5):
            lines += [f"    nonlocal {cell}", f"    {cell} += q0"]
        self.scope.names = {each: [name for name in names if name[0] not in "vp"] + []
                            for each, names in self.scope.names.items()}
        lines.append(f"    return {self.expression('int', depth)}")
        self.scope = outer
        self.scope.names["fn"] += [inner, inner]
        self.scope.names["int"].append(cell)
        body += lines
        return True

    def recursive(self):
        name = self.fresh("r")
        self.scope = Scope(result="int")
        self.scope.names["int"] += ["p0", "p1"]
        self.scope.names["float"] += ["p2"]
        self.pending = []
        a, b, c = (self.expression("int", 2) for _ in range(3))
        f = self.expression("float", 2)
        once = f"{name}(p0 - 1, {a}, {f})"
        twice = f"{name}(p0 - 2, {b}, p2)" if self.chance(0.5) else c
        self.functions.append(Function(name, ["int6", "int", "float"], "int", 40))
        return [f"def {name}(p0, p1=3, p2=0.5):", "    if p0 <= 0:", f"        return {c}", f"    return ({once} + {twice}) % {self.random.choice(MODULI)}"]

    def make_class(self):
        name = self.fresh("C")
        choose, sample = self.random.choice, self.random.sample
        bases = f"({choose(self.classes)})" if self.classes and self.chance(0.5) else ""
        self.scope = Scope()
        self.scope.names["int"] += ["n", "self.a"]
        self.scope.names["float"] += ["self.b"]
        self.pending = []
        slots = "\n    __slots__ = ('a', 'b', 'items')" if not bases and self.chance(0.25) else ""
        dunders = "".join(f"\n    {line}" if line else "\n" for text in sample(DUNDERS, choose(self.size.dunders)) if bases or "super()" not in text
                          for line in ["", *text.format(name=name).split("\n")])
        step = choose(["self.a += n", "self.b = self.b * 0.5 + 1.0", "pass", "self.a, n = n, self.a", "type(self).count += 1"])
        text = CLASS.format(name=name, bases=bases, text=name.lower(), slots=slots, step=step, end=choose(["0.5", "self.b + 1.0", "n"]), dunders=dunders + "\n",
                            init=choose(["", "\n        self.items = [a, 1]", "\n        super().__init__(a, b)" if bases else ""]),
                            step_result=self.expression("int", 2), twice=choose(["self.a * 2 % 1000003", "self.a + self.a", "1"]))
        self.classes.append(name)
        return text.strip("\n").split("\n")

    def driver(self):
        """Rounds of calls: usual values first, then strange ones, then other types, and changes between."""
        self.scope = Scope()
        lines = []
        plan = self.random.sample(self.functions, min(len(self.functions), 8))
        for stage in range(self.random.choice(self.size.stages)):
            for function in plan:
                repeat = self.random.choice([1, 2, 4])
                if function.cost > 1000:
                    repeat = 1
                elif self.chance(self.size.warm):
                    lines.append(self.warm(function, stage))
                for _ in range(repeat):
                    arguments = [self.argument(kind, stage) for kind in function.params]
                    wrapped = f"lambda: list(zip({function.name}({', '.join(arguments)}), range(50)))" if function.result == "gen" else None
                    if wrapped:
                        lines.append(f"call({function.name!r}, {wrapped})")
                    else:
                        lines.append(f"call({', '.join([repr(function.name), function.name, *arguments])})")
            self.scope = Scope()
            self.pending = []
            for _ in range(self.random.choice([0, 1, 2])):
                change = self.expand(self.random.choice(CHANGES), 1)
                lines += ["try:", *("    " + line for line in self.pending), f"    {change}", "except Exception as error:", "    print(type(error).__name__)"]
                self.pending = []
        return lines

    def warm(self, function, stage):
        """Enough calls with the same arguments for samples to be taken before it is compiled."""
        arguments = "".join(f", {self.argument(kind, 0)}" for kind in function.params)
        times = self.random.choice([12, 40, 60])
        return f"warm({function.name!r}, {times}, {function.name}{arguments})"

    def argument(self, kind, stage):
        choose = self.random.choice
        if kind == "int6":
            return str(choose([1, 3, 5, 6]))
        if stage >= 1 and self.chance(0.12):
            kind = choose(TYPES)
        if kind == "int":
            return str(choose(SMALL_INTS if stage == 0 or self.chance(0.5) else INTS))
        if kind == "bool" and self.chance(0.1):
            return "1"
        if kind == "ints" and self.chance(0.6):
            return "[" + ", ".join(self.argument("int", stage) for _ in range(choose([0, 1, 3, 6]))) + "]"
        if kind == "floats":
            return "[" + ", ".join(self.literal("float") for _ in range(choose([0, 1, 3, 6]))) + "]"
        if kind == "obj":
            return choose(["O", f"{choose(self.classes)}({self.literal('int')}, {self.literal('float')})"])
        return self.literal(kind)

    def program(self):
        head = HEAD.format(a=self.literal("int"), b=self.literal("int"), c=self.literal("float"), d=self.literal("float"), e=self.literal("int"), f=self.literal("float")).split("\n")
        lines = [""]
        for _ in range(self.random.choice(self.size.classes)):
            lines += self.make_class() + [""]
        lines += [f"O = {self.random.choice(self.classes)}(1, 2.5)", ""]
        for _ in range(self.random.choice(self.size.functions)):
            lines += (self.recursive() if self.chance(0.12) else self.function()) + [""]
        lines += ["WATCHED = object(), [], 'watched' * 2", ""]
        lines += self.driver()
        if self.chance(self.size.top_level):
            self.scope = Scope()
            self.scope.loops = 0
            self.scope.kind = "module"
            self.pending, self.budget = [], 6
            lines += ["def lines_at_top_level():", "    pass", "", "try:"]
            lines += ["    " + line for line in self.block(3)] + ["except (Exception, OutOfTicks) as error:", "    print(type(error).__name__, error, where(error))"]
        lines += ["print(*LOG)", "LOG.clear()", "refs(*WATCHED)", "del O", "gc.collect()", "print(*LOG)"]
        return "\n".join(needed_head(head, words("\n".join(lines))) + lines) + "\n"


SMALL = {
    "mask": lambda g, d: str(g.random.choice(MASKS)),
    "power": lambda g, d: str(1 << g.random.randrange(1, 70)),
    "mod": lambda g, d: str(g.random.choice(MODULI)),
    "shift": lambda g, d: str(g.random.randrange(0, 8)) if g.chance(0.7) else f"({g.expression('int', d)} & 7)" if g.chance(0.8) else str(g.random.choice([31, 62, 63, 64, -1])),
    "Vector": lambda g, d: g.random.choice(["Vec", "Vec", "Point", "Tagged"]),
    "literal": lambda g, d: g.literal(g.random.choice(["int", "float"])),
    "divisor": lambda g, d: str(g.random.choice([1, 2, 3, 7, -3, 10, 16, 1000, 2**31, 2**62])) if g.chance(0.6) else f"({g.expression('int', d)} or 3)" if g.chance(0.9) else g.expression("int", d),
    "small": lambda g, d: str(g.random.randrange(0, 7)),
    "coin": lambda g, d: f"({g.expression('int', d)} % 2)" if g.chance(0.5) else str(g.random.randrange(2)),
    "index": lambda g, d: str(g.random.choice([0] * 8 + [-1] * 4 + [1, 1, 2, -2, 5])) if g.chance(0.7) else f"({g.expression('int', d)} % 2)" if g.chance(0.9) else g.expression("int", d),
    "key": lambda g, d: g.random.choice(["'a'", "'b'", "'c'"]) if g.chance(0.7) else g.expression("str", d),
    "slice": lambda g, d: g.random.choice([":", "1:", ":2", "::2", "::-1", "1:3", ":-1", "-2:", "5:1", f"{g.expression('int', d)}:", f":{g.expression('int', d)}"]),
    "few": lambda g, d: g.random.choice(["range(3)", "range(5)", "range(7)", "range(1, 6)", "range(6, 0, -1)", "range(0, 9, 2)", "range(0)", f"range({g.expression('int', d)} % 7)"]),
    "cmp": lambda g, d: g.random.choice(["<", "<=", "==", "!=", ">", ">="]),
    "errors": lambda g, d: ", ".join(g.random.sample(ERRORS, 1)),
    "error": lambda g, d: g.random.choice(ERRORS[:6]),
    "result": lambda g, d: g.expression(g.scope.result, d),
}


def size_of(seed):
    """Mostly small programs, of which there can be many."""
    return "small" if seed % 100 else "usual"


def make_program(seed, size=None):
    """The first that is valid: names in comprehensions have rules that templates do not know."""
    size = size or size_of(seed)
    for attempt in range(100):
        text = Generator(f"{seed} {attempt}", SIZES[size]).program()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(text, "<fuzz>", "exec")
            return text
        except SyntaxError:
            pass
    raise RuntimeError(f"no program for seed {seed}")


if __name__ == "__main__":
    print(make_program(int(sys.argv[1]), *sys.argv[2:]), end="")
