-- fannkuch.py in Lua.

local function count_flips(order, n)
  local perm, flips = {}, 0
  for i = 1, n do
    perm[i] = order[i]
  end
  while perm[1] ~= 1 do
    local low, high = 1, perm[1]
    while low < high do
      perm[low], perm[high] = perm[high], perm[low]
      low, high = low + 1, high - 1
    end
    flips = flips + 1
  end
  return flips
end

return function(n)
  local order, count, most, checksum, sign = {}, {}, 0, 0, 1
  for i = 1, n do
    order[i], count[i] = i, 0
  end
  local r = n
  while true do
    while r ~= 1 do
      count[r] = r
      r = r - 1
    end
    local flips = count_flips(order, n)
    if flips > most then
      most = flips
    end
    checksum = checksum + sign * flips
    sign = -sign
    while true do
      if r == n then
        return string.format("%d %d", checksum, most)
      end
      local first = order[1]
      for i = 1, r do
        order[i] = order[i + 1]
      end
      order[r + 1] = first
      count[r + 1] = count[r + 1] - 1
      if count[r + 1] > 0 then
        break
      end
      r = r + 1
    end
  end
end
