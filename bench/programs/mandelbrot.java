/** mandelbrot.py in Java. */
final class Program {
    private static final int LIMIT = 100;

    private static int escapeTime(double cr, double ci) {
        double zr = 0;
        double zi = 0;
        for (int step = 0; step < LIMIT; step++) {
            double rr = zr * zr;
            double ii = zi * zi;
            if (rr + ii > 4.0) {
                return step;
            }
            zi = 2.0 * zr * zi + ci;
            zr = rr - ii + cr;
        }
        return LIMIT;
    }

    static String run(long n) {
        long inside = 0;
        long total = 0;
        for (long row = 0; row < n; row++) {
            double ci = 2.0 * row / n - 1.0;
            for (long column = 0; column < n; column++) {
                int steps = escapeTime(3.0 * column / n - 2.0, ci);
                total += steps;
                if (steps == LIMIT) {
                    inside++;
                }
            }
        }
        return inside + " " + total;
    }
}
