-- fasta.py in Lua.

local WIDTH, MODULUS = 60, 139968
local ALU = "GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGG" ..
            "GAGGCCGAGGCGGGCGGATCACCTGAGGTCAGGAGTTCGAGA" ..
            "CCAGCCTGGCCAACATGGTGAAACCCCGTCTCTACTAAAAAT" ..
            "ACAAAAATTAGCCGGGCGTGGTGGCGCGCGCCTGTAATCCCA"
local IUB = { { "a", 0.27 }, { "c", 0.12 }, { "g", 0.12 }, { "t", 0.27 }, { "B", 0.02 }, { "D", 0.02 },
              { "H", 0.02 }, { "K", 0.02 }, { "M", 0.02 }, { "N", 0.02 }, { "R", 0.02 }, { "S", 0.02 },
              { "V", 0.02 }, { "W", 0.02 }, { "Y", 0.02 } }
local HOMO_SAPIENS = { { "a", 0.3029549426680 }, { "c", 0.1979883004921 }, { "g", 0.1975473066391 },
                       { "t", 0.3015094502008 } }

local seed, checksum, size

local function put(line)
  local _, as = line:gsub("a", "")
  local _, gs = line:gsub("G", "")
  size = size + #line + 1
  checksum = (checksum * 31 + #line + 3 * as + 5 * gs + 7 * line:byte(#line)) % 1000003
end

local function put_repeated(text, n)
  local position = 0
  while n > 0 do
    local wanted = math.min(n, WIDTH)
    local line = text:sub(position + 1, position + wanted)
    if #line < wanted then
      line = line .. text:sub(1, wanted - #line)
    end
    position = (position + wanted) % #text
    put(line)
    n = n - wanted
  end
end

local function find(bounds, value)
  local low, high = 1, #bounds + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if value < bounds[middle] then
      high = middle
    else
      low = middle + 1
    end
  end
  return low
end

local function put_drawn(letters, n)
  local bounds, sum = {}, 0.0
  for i, pair in ipairs(letters) do
    sum = sum + pair[2]
    bounds[i] = sum
  end
  bounds[#bounds] = 1.0
  while n > 0 do
    local wanted = math.min(n, WIDTH)
    local line = {}
    for i = 1, wanted do
      seed = (seed * 3877 + 29573) % MODULUS
      line[i] = letters[find(bounds, seed / MODULUS)][1]
    end
    put(table.concat(line))
    n = n - wanted
  end
end

return function(n)
  seed, checksum, size = 42, 0, 0
  put(">ONE Homo sapiens alu")
  put_repeated(ALU, 2 * n)
  put(">TWO IUB ambiguity codes")
  put_drawn(IUB, 3 * n)
  put(">THREE Homo sapiens frequency")
  put_drawn(HOMO_SAPIENS, 5 * n)
  return string.format("%d %d", checksum, size)
end
