-- revcomp.py in Lua.

local WIDTH = 60
local LETTERS = "acgtacgtacgtacgtacgtacgtBDHKMNRSVWY"
local COMPLEMENT = { a = "T", c = "G", g = "C", t = "A", B = "V", D = "H", H = "D", K = "M", M = "K", N = "N",
                     R = "Y", S = "S", V = "B", W = "W", Y = "R" }
local SHARES = { { ">ONE", 2 }, { ">TWO", 3 }, { ">THREE", 5 } }
local made = {}

local function make_sequences(n)
  if made[n] then
    return made[n]
  end
  local state, found = 42, {}
  for k, pair in ipairs(SHARES) do
    local letters = {}
    for i = 1, math.floor(n * pair[2] / 10) do
      state = (state * 3877 + 29573) % 139968
      local at = math.floor(state * #LETTERS / 139968) + 1
      letters[i] = LETTERS:sub(at, at)
    end
    local text, lines = table.concat(letters), {}
    for at = 1, #text, WIDTH do
      lines[#lines + 1] = text:sub(at, at + WIDTH - 1)
    end
    found[k] = { pair[1], lines }
  end
  made[n] = found
  return found
end

return function(n)
  local checksum, size = 0, 0
  for _, pair in ipairs(make_sequences(n)) do
    checksum = (checksum * 31 + #pair[1]) % 1000003
    local text = table.concat(pair[2]):gsub(".", COMPLEMENT):reverse()
    for at = 1, #text, WIDTH do
      local line = text:sub(at, at + WIDTH - 1)
      local _, as = line:gsub("A", "")
      local _, gs = line:gsub("G", "")
      size = size + #line + 1
      checksum = (checksum * 31 + 3 * as + 5 * gs + 7 * line:byte(1) + 11 * line:byte(#line)) % 1000003
    end
  end
  return string.format("%d %d", checksum, size)
end
