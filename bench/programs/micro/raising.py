"""Exceptions raised, caught, passed through finally, chained, tested for, and not raised at all."""

N = 80000
EXPECTED = (5121293697, 80000)
SHORT = (5000, (20080833, 5000))


class OwnError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def may_fail(i):
    if i % 5 == 0:
        raise OwnError(i)
    return i


def through_finally(i, log):
    try:
        return may_fail(i)
    finally:
        log[0] += 1


def run(n):
    total = 0
    log = [0]
    table = {1: 2, 3: 4}
    for i in range(n):
        try:
            total += i
        except ValueError:
            total = 0
        try:
            total += table[i % 5]
        except KeyError:
            total += 1
        try:
            total += through_finally(i, log)
        except OwnError as error:
            total -= error.code
        else:
            total += 1
        try:
            try:
                total += [1, 2, 3][i % 6]
            except IndexError as error:
                raise ValueError("no item") from error
        except (TypeError, ValueError) as error:
            total += len(str(error)) + isinstance(error.__cause__, IndexError)
        try:
            total += int("12" if i % 7 else "x")
        except ValueError:
            total -= 12
    return total, log[0]


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
