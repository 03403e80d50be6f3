# fannkuch.py in Ruby.

def count_flips(order)
  perm = order.dup
  flips = 0
  while (first = perm[0]) != 0
    perm[0..first] = perm[0..first].reverse
    flips += 1
  end
  flips
end

def run(n)
  order = (0...n).to_a
  count = [0] * n
  most = checksum = permutation = 0
  r = n
  loop do
    while r != 1
      count[r - 1] = r
      r -= 1
    end
    flips = count_flips(order)
    most = flips if flips > most
    checksum += permutation.odd? ? -flips : flips
    permutation += 1
    loop do
      return "#{checksum} #{most}" if r == n

      first = order[0]
      r.times { |i| order[i] = order[i + 1] }
      order[r] = first
      count[r] -= 1
      break if count[r].positive?

      r += 1
    end
  end
end
