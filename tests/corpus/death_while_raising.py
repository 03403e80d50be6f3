# compiled: add
# hot: add
"""The first instance that dies in compiled code does so while an exception is on its way."""


class Point:
    pass


def add(points):
    try:
        return 0.5 + points.pop()
    except OverflowError:
        return None


for i in range(1700):
    try:
        add([Point()])
    except Exception as error:
        last = type(error).__name__, str(error), type(error.__context__).__name__
        if last[0] != "TypeError":
            print(last)
print(last)
