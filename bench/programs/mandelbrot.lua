-- mandelbrot.py in Lua.

local LIMIT = 100

local function escape_time(cr, ci)
  local zr, zi = 0.0, 0.0
  for step = 0, LIMIT - 1 do
    local rr, ii = zr * zr, zi * zi
    if rr + ii > 4.0 then
      return step
    end
    zi = 2.0 * zr * zi + ci
    zr = rr - ii + cr
  end
  return LIMIT
end

return function(n)
  local inside, total = 0, 0
  for row = 0, n - 1 do
    local ci = 2.0 * row / n - 1.0
    for column = 0, n - 1 do
      local steps = escape_time(3.0 * column / n - 2.0, ci)
      total = total + steps
      if steps == LIMIT then
        inside = inside + 1
      end
    end
  end
  return string.format("%d %d", inside, total)
end
