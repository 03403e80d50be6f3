# compiled: bump, loop
"""A global rebound by the loop itself and by what the loop calls."""

counter = 0
step = 1


def bump():
    global counter
    counter += step
    if counter == 1500:
        change()
    return counter


def change():
    global step
    step = 0.5


def loop(n):
    global counter
    for i in range(n):
        bump()
        if i == 2500:
            counter = counter + 1000
    return counter


print(loop(3000), step, counter)
