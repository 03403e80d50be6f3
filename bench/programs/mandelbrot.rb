# mandelbrot.py in Ruby.

LIMIT = 100

def escape_time(cr, ci)
  zr = zi = 0.0
  step = 0
  while step < LIMIT
    rr = zr * zr
    ii = zi * zi
    return step if rr + ii > 4.0

    zi = 2.0 * zr * zi + ci
    zr = rr - ii + cr
    step += 1
  end
  LIMIT
end

def run(n)
  inside = total = 0
  n.times do |row|
    ci = 2.0 * row / n - 1.0
    n.times do |column|
      steps = escape_time(3.0 * column / n - 2.0, ci)
      total += steps
      inside += 1 if steps == LIMIT
    end
  end
  "#{inside} #{total}"
end
