# compiled: search
"""while loops in while loops with break, continue and else."""


def search(n):
    i = 0
    found = 0
    while i < n:
        j = 2
        while j * j <= i:
            if i % j == 0:
                break
            j += 1
        else:
            found += 1
        i += 1
        if i % 7 == 0:
            continue
        if found > 500:
            break
    else:
        return "all", found
    return "stopped", found, i


print(search(10), search(1500), search(5000))
