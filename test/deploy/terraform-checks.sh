# Sourced by terraform.sh: what is asked of the modules.
# shellcheck shell=bash disable=SC2154

lint_module() {
  "$CACHE/bin/tflint" --config="$PWD/terraform/.tflint.hcl" --chdir="terraform/$1"
}

# A data source asks the provider at plan time, with credentials that a test has not.
has_no_data_source() {
  ! grep -rnE --include='*.tf' '^data[[:space:]]' terraform
}

# names KIND FILE: what a file declares.
names() {
  sed -nE "s/^$1 \"([^\"]+)\".*/\1/p" "$2"
}

documents_every_name() {
  local module name faults=0
  for module in hetzner azure-openai; do
    for name in $(names variable "terraform/$module/variables.tf"); do
      grep -qE "^(# )?$name +=" "terraform/$module/terraform.tfvars.example" ||
        { echo "$module/terraform.tfvars.example does not name $name" && faults=1; }
    done
    for name in $(names output "terraform/$module/outputs.tf"); do
      grep -q "\`$name\`" terraform/README.md || { echo "README.md does not name the output $name of $module" && faults=1; }
    done
  done
  return "$faults"
}

# copy_of PROGRAM: the folder without what a user's own runs left in it, so that nothing is written into the checkout.
copy_of() {
  local copy=$scratch/$1
  if [[ ! -d $copy ]]; then
    cp -r terraform "$copy"
    find "$copy" \( -name .terraform -o -name '*.tfstate*' \) -prune -exec rm -rf {} +
  fi
  echo "$copy"
}

# program_path terraform|tofu
program_path() {
  command -v "$1" || { [[ -x $CACHE/bin/$1 ]] && echo "$CACHE/bin/$1"; }
}

# prepare PATH FOLDER MODULE: the provider that was built here, else the one of the registry. Only a registry out of reach excuses.
prepare() {
  local from=()
  [[ $3 == azure-openai && -d $CACHE/providers ]] && from=(-plugin-dir="$CACHE/providers")
  timeout 120 "$1" -chdir="$2/$3" init -backend=false -input=false -no-color "${from[@]}" >"$scratch/init" 2>&1 && return
  cat "$scratch/init"
  grep -qiE 'could not connect to|failed to request discovery document' "$scratch/init" || return 1
  cannot_run 'the provider registry cannot be reached from here, and the provider is not built'
}

test_module() {
  local path folder
  path=$(program_path "$1") || { cannot_run 'OpenTofu is not installed, and not built' || return; }
  folder=$(copy_of "$1")
  prepare "$path" "$folder" "$2" || return
  timeout 120 "$path" -chdir="$folder/$2" validate -no-color
  timeout 300 "$path" -chdir="$folder/$2" test -no-color
}
