# compiled: Shape.__init__, Shape.area, total
"""One call site, many classes: two, four, nine, and an int among them."""

classes = []
for k in range(9):
    class Shape:
        kind = k

        def __init__(self, size):
            self.size = size

        def area(self):
            return self.size * self.kind

    classes.append(Shape)


def total(shapes):
    result = 0
    for shape in shapes:
        result += shape.area() + shape.size
    return result


for count in (1, 2, 4, 9):
    shapes = [classes[i % count](i) for i in range(900)]
    print(count, total(shapes))
shapes[450] = 5
try:
    total(shapes)
except AttributeError as error:
    print(error)
shapes[450] = classes[3](0.5)
print(total(shapes))
