# compiled: delete_then_use, delete_twice, rebind, attempt
"""`del` of a local, then use of it, and `del` of one that is unbound."""


def delete_then_use(n, at):
    x = 0
    for i in range(n):
        x = x + i
        if i == at:
            del x
    return x


def delete_twice(flag):
    x = flag
    del x
    if flag == 2999:
        del x
    return flag


def rebind(n):
    total = 0
    for i in range(n):
        x = i * 2
        total += x
        del x
        x = i
        total += x
    return total


def attempt(f, *args):
    try:
        return f(*args)
    except UnboundLocalError as error:
        return str(error)


print(attempt(delete_then_use, 3000, -1))
print(attempt(delete_then_use, 3000, 1500))
print(attempt(delete_then_use, 3000, 2999))
print(sum(attempt(delete_twice, i) for i in range(2999)))
print(attempt(delete_twice, 2999), rebind(3000))
