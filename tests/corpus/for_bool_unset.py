# compiled: last_flag
"""A bool that is unset before the first turn of a loop that is entered in its middle (semantics rule 44)."""


def last_flag(xs):
    n = 0
    for x in xs:
        for flag in (x > 3, x > 5, x > 7):
            if flag:
                n += 1
        n += flag
    return n, flag


def flag_of_nothing(xs):
    try:
        return last_flag(xs)
    except UnboundLocalError as error:
        return str(error)


print(last_flag(list(range(10)) * 300))
print([last_flag([x]) for x in [1, 4, 6, 8] * 100][-4:])
print(flag_of_nothing([]))
