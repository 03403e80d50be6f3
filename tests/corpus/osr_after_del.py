# compiled: unset, plain, cells, bump
"""A loop entered with unset locals, cells and deleted names; exits that find them unset again."""


def unset(n, flag):
    if flag:
        extra = 5
    total = 0
    for i in range(n):
        total += i
        if i == n - 1 and flag:
            total += extra
        if i == n - 1 and not flag:
            try:
                extra
            except UnboundLocalError as error:
                return str(error)
    return total


def plain(n, flag):
    if flag:
        extra = 5
    total = 0
    for i in range(n):
        total += i
        if i == n - 2:
            total = total + 0.5
        if i == n - 1:
            total += extra
    return total


def cells(n):
    def bump():
        nonlocal total
        total += later
        return total
    total = 0
    for i in range(n):
        if i == 0:
            later = 1
        if i == 1500:
            later = 0.5
        bump()
    del later
    try:
        bump()
    except NameError as error:
        return total, str(error)


print(unset(2000, True), unset(2000, False), plain(2000, True), cells(2000))
try:
    plain(2000, False)
except UnboundLocalError as error:
    print(error)
