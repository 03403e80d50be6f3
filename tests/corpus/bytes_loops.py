# compiled: checksum, xor, histogram
"""bytes, bytearray and memoryview read and written byte by byte."""


def checksum(data):
    total = 0
    for i in range(len(data)):
        total = (total * 31 + data[i]) & 0xFFFF
    return total


def xor(data, key):
    for i in range(len(data)):
        data[i] ^= key
    return data


def histogram(data):
    counts = [0] * 256
    for byte in data:
        counts[byte] += 1
    return [n for n in counts if n]


data = bytes(range(256)) * 4
print(checksum(data), checksum(bytearray(data)), checksum(memoryview(data)), checksum(list(data)), histogram(b"hello world"))
print(bytes(xor(bytearray(b"secret"), 7)), bytes(xor(xor(bytearray(data), 99), 99)) == data)
for bad, key in ((b"abc", 1), (bytearray(b"a"), 256), (bytearray(b"a"), 0.5), (memoryview(b"x"), 1)):
    try:
        xor(bad, key)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
