# compiled: Dog.speak, Dog.__add__, Cat.speak, Cat.__bool__, talk, odd
"""obj.__class__ assigned between and inside operations (semantics rule 30)."""


class Dog:
    def __init__(self, n):
        self.n = n

    def speak(self):
        return "woof", self.n

    def __add__(self, other):
        self.__class__ = Cat
        return other


class Cat(Dog):
    def speak(self):
        return "meow", -self.n

    def __bool__(self):
        self.__class__ = Dog
        return True


def talk(animal, n):
    heard = {}
    for i in range(n):
        if i % 100 == 50:
            animal.__class__ = Cat if type(animal) is Dog else Dog
        sound, number = animal.speak()
        heard[sound] = heard.get(sound, 0) + number
    return heard


def odd(animal):
    first = animal.speak()
    animal + 1
    second = animal.speak()
    if animal:
        third = animal.speak()
    return first, second, third


print(talk(Dog(2), 1500))
dog = Dog(3)
for _ in range(50):
    result = odd(dog)
print(result)
try:
    dog.__class__ = int
except TypeError as error:
    print(error)
