# compiled: make_table, crc32, adler32, rc4, fnv, to_base
"""CRC-32, Adler-32, FNV, RC4 and base conversion with masks and tables."""

import zlib


def make_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


def crc32(data, table):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def rc4(key, data):
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def fnv(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def to_base(n, base):
    digits = ""
    while n:
        n, digit = divmod(n, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


data = bytes(i * 7 % 256 for i in range(2000))
print(crc32(data, make_table()) == zlib.crc32(data), adler32(data) == zlib.adler32(data), hex(fnv(data)))
print(rc4(b"key", rc4(b"key", data)) == data, rc4(b"Key", b"Plaintext").hex())
print([to_base(n, b) for n in (0, 255, 10 ** 20, 2 ** 64) for b in (2, 16, 36)])
