"""Short-lived and long-lived binary trees of tuples: allocation, recursion, deallocation."""

N = 16
EXPECTED = (3910315, 131071)
SHORT = (10, (36523, 2047))


def make_tree(depth):
    if depth == 0:
        return (None, None)
    depth -= 1
    return (make_tree(depth), make_tree(depth))


def count_nodes(node):
    left, right = node
    if left is None:
        return 1
    return 1 + count_nodes(left) + count_nodes(right)


def run(n):
    long_lived = make_tree(n)
    total = count_nodes(make_tree(n + 1))
    for depth in range(4, n + 1, 2):
        for _ in range(1 << (n - depth + 2)):
            total += count_nodes(make_tree(depth))
    return total, count_nodes(long_lived)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
