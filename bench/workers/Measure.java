/** Runs one program in Java, timing each iteration: Measure COUNT N CHECKSUM; answers as measure.py does. The
 * program is a class Program with a static run(long n) that returns the checksum as text. */
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.StringJoiner;

final class Measure {
    private static String seconds(long[] nanoseconds) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (long value : nanoseconds) {
            list.add(String.format(Locale.ROOT, "%.9f", value / 1e9));
        }
        return list.toString();
    }

    private static long processorTime() {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return bean.getProcessCpuTime();
    }

    public static void main(String[] words) {
        int count = Integer.parseInt(words[0]);
        long n = Long.parseLong(words[1]);
        String started = System.getenv().getOrDefault("ADDER_BENCH_START", "0");
        double before = System.currentTimeMillis() / 1e3 - Double.parseDouble(started);
        long[] wall = new long[count];
        long[] cpu = new long[count];
        String wrong = "null";
        for (int i = 0; i < count; i++) {
            long cpuStart = processorTime();
            long start = System.nanoTime();
            String answer = Program.run(n);
            wall[i] = System.nanoTime() - start;
            cpu[i] = processorTime() - cpuStart;
            if (!answer.equals(words[2]) && wrong.equals("null")) {
                wrong = "\"iteration " + i + " gave " + answer + " instead of " + words[2] + "\"";
            }
        }
        System.out.printf(Locale.ROOT,
                "{\"seconds\": %s, \"cpu\": %s, \"counters\": [], \"before\": %.6f, \"wrong\": %s}%n",
                seconds(wall), seconds(cpu), before, wrong);
    }
}
