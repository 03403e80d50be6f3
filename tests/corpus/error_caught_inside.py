# compiled: steps, nested, returns, name_is_deleted
"""try, except, else and finally within hot functions: which lines ran."""


def steps(n):
    log = []
    for i in range(n):
        try:
            if i % 4 == 1:
                1 / 0
            if i % 4 == 2:
                [][1]
            value = i
        except ZeroDivisionError:
            value = -1
        except LookupError as error:
            value = len(str(error))
        else:
            value += 1
        finally:
            log.append(value)
            if len(log) > 5:
                log.pop(0)
    return log


def nested(n):
    count = 0
    for i in range(n):
        try:
            try:
                {}[i]
            except KeyError as error:
                raise TypeError(error.args[0]) from None
            finally:
                count += 1
        except TypeError as error:
            count += error.args[0] % 3
    return count


def returns(i):
    try:
        return i
    finally:
        if i % 2:
            return -i


def name_is_deleted(i):
    error = 1
    try:
        raise ValueError
    except ValueError as error:
        pass
    try:
        return error
    except UnboundLocalError as e:
        return str(e)


print(steps(2001), nested(1000), sum(returns(i) for i in range(1000)), [name_is_deleted(i) for i in range(50)][-1])
