# compiled:
"""Hot loops at module level: names in the module's dict, not locals."""

total = 0
i = 0
while i < 3000:
    total += i
    if i % 1000 == 999:
        print(i, total)
    i += 1

squares = []
for n in range(1500):
    squares.append(n * n)
print(squares[-1], n)

x = 1
for n in range(200):
    x = x * 3 % 1000003
    if n == 100:
        x = float(x)
print(x)
del total
try:
    for n in range(10):
        total += n
except NameError as error:
    print(error, n)
for name in list("ab"):
    globals()[name] = name * 2
print(a, b)
