/** fannkuch.py in Java. */
final class Program {
    private static int countFlips(int[] order) {
        int[] perm = order.clone();
        int flips = 0;
        for (int first; (first = perm[0]) != 0; flips++) {
            for (int low = 0, high = first; low < high; low++, high--) {
                int value = perm[low];
                perm[low] = perm[high];
                perm[high] = value;
            }
        }
        return flips;
    }

    static String run(long size) {
        int n = (int) size;
        int[] order = new int[n];
        int[] count = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int most = 0;
        int checksum = 0;
        int r = n;
        for (int permutation = 0;; permutation++) {
            for (; r != 1; r--) {
                count[r - 1] = r;
            }
            int flips = countFlips(order);
            most = Math.max(most, flips);
            checksum += (permutation & 1) != 0 ? -flips : flips;
            for (;; r++) {
                if (r == n) {
                    return checksum + " " + most;
                }
                int first = order[0];
                System.arraycopy(order, 1, order, 0, r);
                order[r] = first;
                if (--count[r] > 0) {
                    break;
                }
            }
        }
    }
}
