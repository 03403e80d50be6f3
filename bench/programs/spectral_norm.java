import java.util.Arrays;
import java.util.Locale;

/** spectral_norm.py in Java. */
final class Program {
    private static double evalA(int i, int j) {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    private static double[] multiplyAv(double[] v) {
        double[] result = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                result[i] += evalA(i, j) * v[j];
            }
        }
        return result;
    }

    private static double[] multiplyAtv(double[] v) {
        double[] result = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                result[i] += evalA(j, i) * v[j];
            }
        }
        return result;
    }

    static String run(long n) {
        double[] u = new double[(int) n];
        Arrays.fill(u, 1.0);
        double[] v = u;
        for (int turn = 0; turn < 10; turn++) {
            v = multiplyAtv(multiplyAv(u));
            u = multiplyAtv(multiplyAv(v));
        }
        double vbv = 0;
        double vv = 0;
        for (int i = 0; i < u.length; i++) {
            vbv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        return String.format(Locale.ROOT, "%.12e", Math.sqrt(vbv / vv));
    }
}
