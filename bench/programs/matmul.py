"""Matrix multiplication, lists of lists of floats, the plain triple loop."""

N = 180
EXPECTED = (810.28125, -813.71875, -5285.578125)
SHORT = (81, (-1030.1875, 589.15625, -244.9375))


def make_matrix(n, seed):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append(((i * seed + j * 7) % 19 - 9) * 0.25)
        rows.append(row)
    return rows


def multiply(a, b, n):
    result = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        out = result[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total
    return result


def run(n):
    product = multiply(make_matrix(n, 3), make_matrix(n, 5), n)
    product = multiply(product, make_matrix(n, 11), n)
    trace = 0.0
    for i in range(n):
        trace += product[i][i]
    return trace, product[0][n - 1], product[n - 1][0]


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
