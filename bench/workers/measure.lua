-- Runs one program in Lua, timing each iteration: `measure.lua PROGRAM COUNT N CHECKSUM`; answers as measure.py
-- does.  PROGRAM returns run(n), which returns the checksum as text.  LuaJIT reads the clock by its
-- FFI; plain Lua has the processor time only, and gives it as both.

local path, count, n, expected = arg[1], tonumber(arg[2]), tonumber(arg[3]), arg[4]

local function clocks()
  local found, ffi = pcall(require, "ffi")
  if not found then
    return os.clock, os.time
  end
  ffi.cdef [[
    struct adder_time { long sec, nsec; };
    int clock_gettime(int clock, struct adder_time *now);
  ]]
  local now = ffi.new("struct adder_time")
  local function reader(clock)
    return function()
      ffi.C.clock_gettime(clock, now)
      return tonumber(now.sec) + 1e-9 * tonumber(now.nsec)
    end
  end
  return reader(1), reader(0)
end

local monotonic, realtime = clocks()
local run = dofile(path)
local before = realtime() - tonumber(os.getenv("ADDER_BENCH_START") or "0")
local seconds, cpu, wrong = {}, {}, "null"
for iteration = 1, count do
  local cpu_start, start = os.clock(), monotonic()
  local answer = run(n)
  seconds[iteration] = string.format("%.9f", monotonic() - start)
  cpu[iteration] = string.format("%.9f", os.clock() - cpu_start)
  if answer ~= expected and wrong == "null" then
    wrong = string.format('"iteration %d gave %s instead of %s"', iteration - 1, answer, expected)
  end
end
print(string.format('{"seconds": [%s], "cpu": [%s], "counters": [], "before": %.6f, "wrong": %s}',
                    table.concat(seconds, ", "), table.concat(cpu, ", "), before, wrong))
