-- spectral_norm.py in Lua.

local function eval_a(i, j)
  return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)
end

local function multiply_av(v, n)
  local result = {}
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do
      total = total + eval_a(i, j) * v[j + 1]
    end
    result[i + 1] = total
  end
  return result
end

local function multiply_atv(v, n)
  local result = {}
  for i = 0, n - 1 do
    local total = 0.0
    for j = 0, n - 1 do
      total = total + eval_a(j, i) * v[j + 1]
    end
    result[i + 1] = total
  end
  return result
end

return function(n)
  local u, v = {}, nil
  for i = 1, n do
    u[i] = 1.0
  end
  for _ = 1, 10 do
    v = multiply_atv(multiply_av(u, n), n)
    u = multiply_atv(multiply_av(v, n), n)
  end
  local vbv, vv = 0.0, 0.0
  for i = 1, n do
    vbv = vbv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return string.format("%.12e", math.sqrt(vbv / vv))
end
