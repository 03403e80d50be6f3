# compiled: Node.__init__, Tree.insert, Tree.__contains__, height, in_order, reverse
"""Linked lists, a binary search tree and a deque made of instances."""


class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, key):
        if self.root is None:
            self.root = Node(key)
            self.size += 1
            return True
        node = self.root
        while True:
            if key == node.key:
                return False
            if key < node.key:
                if node.left is None:
                    node.left = Node(key)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = Node(key)
                    break
                node = node.right
        self.size += 1
        return True

    def __contains__(self, key):
        node = self.root
        while node is not None:
            if key == node.key:
                return True
            node = node.left if key < node.key else node.right
        return False


def height(node):
    if node is None:
        return 0
    return 1 + max(height(node.left), height(node.right))


def in_order(node, out):
    if node is not None:
        in_order(node.left, out)
        out.append(node.key)
        in_order(node.right, out)
    return out


def reverse(pairs):
    previous = None
    while pairs is not None:
        value, rest = pairs
        previous = (value, previous)
        pairs = rest
    return previous


tree = Tree()
inserted = 0
for i in range(1200):
    inserted += tree.insert(i * 7919 % 1009)
print(inserted, tree.size, height(tree.root), in_order(tree.root, []) == list(range(1009)), 5 in tree, 5.5 in tree, 2000 in tree)
tree.insert(0.5)
print(in_order(tree.root, [])[:3])
try:
    tree.insert("x")
except TypeError as error:
    print(error)
chain = None
for i in range(1500):
    chain = (i, chain)
chain = reverse(chain)
print(chain[0], chain[1][0])
