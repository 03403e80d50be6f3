# spectral_norm.py in Ruby.

def eval_a(i, j)
  1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)
end

def multiply_av(v, n)
  Array.new(n) do |i|
    total = 0.0
    n.times { |j| total += eval_a(i, j) * v[j] }
    total
  end
end

def multiply_atv(v, n)
  Array.new(n) do |i|
    total = 0.0
    n.times { |j| total += eval_a(j, i) * v[j] }
    total
  end
end

def run(n)
  u = [1.0] * n
  v = u
  10.times do
    v = multiply_atv(multiply_av(u, n), n)
    u = multiply_atv(multiply_av(v, n), n)
  end
  vbv = vv = 0.0
  n.times do |i|
    vbv += u[i] * v[i]
    vv += v[i] * v[i]
  end
  format("%.12e", Math.sqrt(vbv / vv))
end
