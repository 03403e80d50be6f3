# compiled: long_jump
"""Functions with more than 256 constants, locals and jump distances beyond a byte."""

lines = ["def many(n):", "    total = 0", "    for i in range(n):"]
for k in range(300):
    lines.append(f"        v{k} = i + {k * 1000 + 7}")
lines.append("        if i % 2:")
for k in range(300):
    lines.append(f"            total += v{k} - {k + 0.5}")
lines.append("        else:")
lines.append("            total += v299 - v298")
lines.append("    return total, v0, v299")
lines.append("def names(n):")
lines.append("    total = 0")
lines.append("    for i in range(n):")
lines.append("        total += " + " + ".join(f"g{k}" for k in range(280)))
lines.append("    return total")
namespace = {f"g{k}": k for k in range(280)}
exec("\n".join(lines), namespace)
print(namespace["many"](60), namespace["names"](60))
namespace["g270"] = 0.5
print(namespace["names"](10))
del namespace["g279"]
try:
    namespace["names"](10)
except NameError as error:
    print(error)


def long_jump(n):
    total = 0
    i = 0
    while i < n:
        i += 1
        if i % 2 == 0:
            continue
        total += i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12
        total -= i * 13 - i * 14 + i * 15 - i * 16 + i * 17 - i * 18 + i * 19 - i * 20 + i * 21 - i * 22 + i * 23
        total ^= i & 1 | i & 2 | i & 4 | i & 8 | i & 16 | i & 32 | i & 64 | i & 128 | i & 256 | i & 512 | i & 1024
        total += (i << 1) - (i >> 1) + (i << 2) - (i >> 2) + (i << 3) - (i >> 3) + (i << 4) - (i >> 4) + (i << 5)
    return total


print(long_jump(2000))
