# compiled: classify
"""Chains of conditions: and, or, not, conditional expressions, chained comparisons."""


def classify(a, b):
    if a and b or not a and not b:
        kind = 1
    elif a or b:
        kind = 2
    else:
        kind = 3
    small = a if a else b if b else -1
    inside = 0 < a < 10 <= b
    outside = not (a < 0 or b > 100)
    return kind, small, inside, outside, a and b, a or b, (a or 7) and (b or 8)


total = 0
for a in range(-5, 30):
    for b in range(-3, 120, 4):
        kind, small, inside, outside, both, either, mixed = classify(a, b)
        total += kind * 3 + small + inside * 7 + outside * 11 + both + either + mixed
print(total)
for pair in ((0, 0.0), ("", "x"), ([], None)) :
    try:
        print(classify(*pair))
    except TypeError as error:
        print(error)
print(classify(0.5, 10.5), classify(2 ** 70, -2 ** 70), classify(True, False))
