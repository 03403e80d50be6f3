# Turns the definitions of what the executable exports into local ones under another name, so that
# all that refers to them is left to the executable: its types, exceptions and API functions.
#
# awk -f disown.awk EXPORTED-NAMES FILE.s > OUT.s      (sections stay: the linker drops the unused)

NR == FNR {
    exported[$1] = 1
    next
}

/^[A-Za-z_][A-Za-z0-9_]*:/ {
    name = $0
    sub(/:.*/, "", name)
    if (name in exported) {
        sub(/:/, ".disowned:")
    }
}

$1 == ".globl" && $2 in exported {
    next
}

$1 == ".type" || $1 == ".size" {
    name = $2
    sub(/,.*/, "", name)
    if (name in exported) {
        sub(name ",", name ".disowned,")
        sub("-" name "$", "-" name ".disowned")
    }
}

{ print }
