#!/usr/bin/env bash
# Installs libtorch 2.4.0 for CPU (x86-64 Linux), which the Cargo feature `bert` links, from the wheels of the
# Python package index.
#
#   tools/install-libtorch.sh [FOLDER]      default: .cache/libtorch; 530 MB, about 820 MB are downloaded
#   . .cache/libtorch/env.sh                then: cargo build --release -p khabar --features bert
#
# A finished FOLDER is left as it is. KHABAR_WHEELS names a folder that already holds the wheels.
set -euo pipefail

folder=${1:-$(cd "$(dirname "$0")/.." && pwd)/.cache/libtorch}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

wheels=(
  "torch==2.4.0 torch-2.4.0-cp311-cp311-manylinux1_x86_64.whl e743adadd8c8152bb8373543964551a7cb7cc20ba898dc8f9c0cdbe47c283de0"
  "nvidia-cuda-runtime-cu12==12.1.105 nvidia_cuda_runtime_cu12-12.1.105-py3-none-manylinux1_x86_64.whl 6e258468ddf5796e25f1dc591a31029fa317d97a0a94ed93468fc86301d61e40"
  "nvidia-cuda-cupti-cu12==12.1.105 nvidia_cuda_cupti_cu12-12.1.105-py3-none-manylinux1_x86_64.whl e54fde3983165c624cb79254ae9818a456eb6e87a7fd4d56a2352c24ee542d7e"
)

fail() { echo "install-libtorch: $*" >&2; exit 1; }

write_env() {
  cat > "$folder/env.sh" <<EOF
export LIBTORCH="$folder/torch"
export LIBTORCH_CXX11_ABI=0
export LD_LIBRARY_PATH="$folder/torch/lib\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
EOF
}

if [ "$(cat "$folder/finished" 2>/dev/null)" = 2.4.0 ]; then
  write_env
  echo "libtorch 2.4.0 is in $folder; . $folder/env.sh"
  exit 0
fi

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] \
  || fail "only x86-64 Linux; elsewhere take libtorch 2.4.0 from pytorch.org and set LIBTORCH"
for needed in cc python3 sha256sum; do
  command -v "$needed" >/dev/null || fail "$needed is missing"
done

downloads=${KHABAR_WHEELS:-$folder/wheels}
mkdir -p "$downloads"
matches() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }
for line in "${wheels[@]}"; do
  read -r package file sum <<<"$line"
  if ! matches "$downloads/$file" "$sum"; then
    python3 -m pip download --quiet --no-deps --only-binary :all: --python-version 311 --implementation cp \
      --abi cp311 --abi none --platform manylinux1_x86_64 --dest "$downloads" "$package"
    matches "$downloads/$file" "$sum" || fail "$file: wrong checksum; delete it and try again"
  fi
done

rm -rf "$folder/torch" "$folder/nvidia"
python3 - "$folder" "$downloads" "${wheels[@]}" <<'EOF'
import re, sys, zipfile
folder, downloads, *wheels = sys.argv[1:]
# Of torch the headers, the CPU libraries and licences; of the others the one library that libtorch_cpu.so names.
wanted = re.compile(r"torch/include/|torch/lib/(libc10|libtorch_cpu)\.so$|torch/lib/libgomp-[^/]+$"
                    r"|nvidia/cuda_runtime/lib/libcudart\.so\.12$|nvidia/cuda_cupti/lib/libcupti\.so\.12$"
                    r"|[^/]+\.dist-info/(LICENSE|License)[^/]*$")
for wheel in wheels:
    with zipfile.ZipFile(f"{downloads}/{wheel.split()[1]}") as archive:
        for name in filter(wanted.match, archive.namelist()):
            archive.extract(name, folder)
EOF
# The wheel's libtorch.so names the CUDA libraries; an empty one that names libtorch_cpu.so alone takes its place.
empty=$(mktemp --suffix=.c)
trap 'rm -f "$empty"' EXIT
cc -shared -fPIC -o "$folder/torch/lib/libtorch.so" "$empty" -Wl,-soname,libtorch.so -Wl,--no-as-needed \
  -L"$folder/torch/lib" -ltorch_cpu -lc10 -Wl,-rpath,'$ORIGIN' -Wl,--unresolved-symbols=ignore-in-shared-libs
echo 2.4.0+cpu > "$folder/torch/build-version"
write_env
[ -n "${KHABAR_WHEELS:-}" ] || rm -rf "$folder/wheels"
echo 2.4.0 > "$folder/finished"
echo "libtorch 2.4.0 is in $folder; . $folder/env.sh"
