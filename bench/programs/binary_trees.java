/** binary_trees.py in Java. */
final class Program {
    private record Node(Node left, Node right) {}

    private static Node makeTree(long depth) {
        return depth == 0 ? new Node(null, null) : new Node(makeTree(depth - 1), makeTree(depth - 1));
    }

    private static long countNodes(Node node) {
        return node.left == null ? 1 : 1 + countNodes(node.left) + countNodes(node.right);
    }

    static String run(long n) {
        Node longLived = makeTree(n);
        long total = countNodes(makeTree(n + 1));
        for (long depth = 4; depth <= n; depth += 2) {
            for (long i = 0; i < 1L << (n - depth + 2); i++) {
                total += countNodes(makeTree(depth));
            }
        }
        return total + " " + countNodes(longLived);
    }
}
