#!/usr/bin/env bash
# Boots an image of the firmware in QEMU; its serial log goes to standard output, its exit status becomes ours.
set -u -o pipefail

usage() {
  cat <<'END'
usage: qemu.sh IMAGE [option...]
  --cpu MODEL           cortex-a53 (default), cortex-a72, max, or another 64-bit model of QEMU
  --memory SIZE         128M, 1G (default), 4G ...
  --numa N              N memory nodes of equal size (default 1)
  --cpus N              N CPUs, 1 (default) to 8; the image uses up to four
  --virtualization on   the machine has EL2 and the image is entered there (also: --el2); off is the default
  --count-instructions  the image prints what calls cost; QEMU counts instructions (one CPU)
  --initrd FILE         pass an initial RAM disk (only a raw image, not an ELF, gets one from QEMU)
  --dtb FILE            hand over this device tree instead of QEMU's
  --corrupt-dtb KIND    hand over QEMU's own device tree, damaged: magic, structure or size
  --crash KIND          provoke a fatal exception: undefined, load, text, stack or fetch
  --time-limit SECONDS  give up after so long (default 60)
IMAGE is the ELF, or a raw copy of it, which QEMU boots by the protocol of Linux/arm64.
Exit status: 0 if every check of the image passed, the number of failed checks (up to 100), 101 or 102 if an exception
or a panic stopped it, 103 if the log does not end with the line that goes with the status, 124 if the time ran out,
2 for a bad option.
END
}

fail() {
  echo "qemu.sh: $*" >&2
  exit 2
}

image=
cpu=cortex-a53
memory=1G
numa_count=1
cpu_count=1
machine=virt
accelerator=tcg,thread=multi
counting=()
initrd=
dtb=
corruption=
crash=
time_limit_seconds=60

while [ $# -gt 0 ]; do
  case $1 in
    --cpu|--memory|--numa|--cpus|--virtualization|--initrd|--dtb|--corrupt-dtb|--crash|--time-limit)
      [ $# -ge 2 ] || fail "$1 needs a value (--help shows the options)" ;;
  esac
  case $1 in
    --cpu) cpu=$2; shift 2 ;;
    --memory) memory=$2; shift 2 ;;
    --numa) numa_count=$2; shift 2 ;;
    --cpus) cpu_count=$2; shift 2 ;;
    --virtualization)
      [[ $2 =~ ^(on|off)$ ]] || fail "virtualization is on or off, not '$2'"
      machine=virt,virtualization=$2; shift 2 ;;
    --el2) machine=virt,virtualization=on; shift ;;
    --count-instructions) accelerator=tcg,thread=single; counting=(-icount shift=0,sleep=off); shift ;;
    --initrd) initrd=$2; shift 2 ;;
    --dtb) dtb=$2; shift 2 ;;
    --corrupt-dtb) corruption=$2; shift 2 ;;
    --crash) crash=$2; shift 2 ;;
    --time-limit) time_limit_seconds=$2; shift 2 ;;
    -h|--help) usage; exit 0 ;;
    -*) fail "unknown option $1 (--help shows the options)" ;;
    *) [ -z "$image" ] || fail "more than one image: $image and $1"; image=$1; shift ;;
  esac
done
[ -n "$image" ] || fail "no image given (--help shows the options)"
[ -r "$image" ] || fail "cannot read the image $image"
command -v qemu-system-aarch64 >/dev/null || fail "qemu-system-aarch64 is missing (Debian package qemu-system-arm)"

case $memory in
  *[!0-9MG]*|[MG]*|*[MG]?*|'') fail "a memory size is a number and M or G, not '$memory'" ;;
  *G) memory_mib=$((${memory%G} * 1024)) ;;
  *M) memory_mib=${memory%M} ;;
  *) memory_mib=$memory ;;
esac
[[ $numa_count =~ ^[1-8]$ ]] || fail "the number of memory nodes is 1 to 8, not '$numa_count'"
[[ $cpu_count =~ ^[1-8]$ ]] || fail "the number of CPUs is 1 to 8, not '$cpu_count'"
# CPUs that take turns instruction by instruction wait for each other longer than any time limit.
[ "${#counting[@]}" -eq 0 ] || [ "$cpu_count" -eq 1 ] || fail "instructions are counted on one CPU, not on $cpu_count"
[[ $time_limit_seconds =~ ^[1-9][0-9]*$ ]] || fail "a time limit is a number of seconds, not '$time_limit_seconds'"

scratch=$(mktemp -d) || fail "no temporary directory"
trap 'rm -rf "$scratch"' EXIT

# Each CPU is a thread of the host, unless instructions are counted. The host reserves nothing for memory that the image never touches (reserve=off).
options=(-cpu "$cpu" -m "${memory_mib}M" -accel "$accelerator" "${counting[@]}" -smp "$cpu_count" -nodefaults -display none
  -monitor none -no-reboot)
if [ "$numa_count" -gt 1 ]; then
  node_mib=$((memory_mib / numa_count))
  for ((node = 0; node < numa_count; node++)); do
    [ "$node" -lt $((numa_count - 1)) ] || node_mib=$((memory_mib - node_mib * node))
    options+=(-object "memory-backend-ram,id=node$node,size=${node_mib}M,reserve=off"
      -numa "node,nodeid=$node,memdev=node$node")
  done
else
  options+=(-object "memory-backend-ram,id=node0,size=${memory_mib}M,reserve=off")
  machine+=,memory-backend=node0
fi
[ -z "$initrd" ] || options+=(-initrd "$initrd")

append=
if [ -n "$corruption" ]; then
  [ -z "$dtb" ] || fail "--dtb and --corrupt-dtb exclude each other"
  dtb=$scratch/damaged.dtb
  qemu-system-aarch64 -M "$machine,dumpdtb=$dtb" "${options[@]}" -serial null >/dev/null 2>"$scratch/dump.log" ||
    { cat "$scratch/dump.log" >&2; fail "QEMU did not write its device tree"; }
  # Offsets of the header (Devicetree Specification v0.4, 5.2): magic at 0, total size at 4, structure block at 8.
  structure=$(od -An -tu1 -j8 -N4 "$dtb" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')
  case $corruption in
    magic) offset=0; bytes='\xde\xad\xbe\xef' ;;
    structure) offset=$((structure + 8)); bytes='\xff\xff\xff\xff' ;;
    size) offset=4; bytes='\x7f\xff\xff\xff' ;;
    *) fail "unknown corruption '$corruption': magic, structure or size" ;;
  esac
  printf '%b' "$bytes" | dd of="$dtb" bs=1 seek="$offset" conv=notrunc status=none ||
    fail "cannot damage the device tree"
fi
if [ -n "$dtb" ]; then
  [ -r "$dtb" ] || fail "cannot read the device tree $dtb"
  # Above the image and QEMU's own device tree, inside the smallest memory that is sensible.
  options+=(-device "loader,file=$dtb,addr=0x44000000,force-raw=on")
  append="dtb=0x44000000"
fi
[ -z "$crash" ] || append="${append:+$append }crash=$crash"

timeout --foreground "$time_limit_seconds" qemu-system-aarch64 -M "$machine" "${options[@]}" \
  -serial stdio -semihosting -kernel "$image" -append "$append" </dev/null | tee "$scratch/log"
status=${PIPESTATUS[0]}

[ "$status" -ne 124 ] || echo "qemu.sh: the image was stopped after $time_limit_seconds seconds" >&2
# A status up to 100 is a count of failed checks only if the closing line says the same.
if [ "$status" -le 100 ]; then
  closing_line=$(tail -n 1 "$scratch/log")
  if ! [[ $closing_line =~ ^pagewright:\ [1-9][0-9]*\ checks,\ ([0-9]+)\ failed$ ]]; then
    echo "qemu.sh: QEMU ended with status $status, but without the closing line of the image" >&2
    status=103
  elif [ "$status" -lt 100 ] && [ "${BASH_REMATCH[1]}" -ne "$status" ]; then
    echo "qemu.sh: QEMU ended with status $status, but the image says: $closing_line" >&2
    status=103
  fi
fi
exit "$status"
