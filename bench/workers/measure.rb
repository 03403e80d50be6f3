# Runs one program in Ruby, timing each iteration: `measure.rb PROGRAM COUNT N CHECKSUM`; answers as measure.py
# does.  PROGRAM defines run(n), which returns the checksum as text.

require "json"

path, count, n, expected = ARGV[0], ARGV[1].to_i, ARGV[2].to_i, ARGV[3]
load path
before = Process.clock_gettime(Process::CLOCK_REALTIME) - ENV.fetch("ADDER_BENCH_START", "0").to_f
seconds, cpu, wrong = [], [], nil
count.times do |iteration|
  cpu_start = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  answer = run(n)
  seconds << Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  cpu << Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - cpu_start
  wrong ||= "iteration #{iteration} gave #{answer} instead of #{expected}" if answer != expected
end
puts JSON.generate({ seconds: seconds, cpu: cpu, counters: [], before: before, wrong: wrong })
