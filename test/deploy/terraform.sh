#!/usr/bin/env bash
# Checks terraform/ and prints one line per check; the last line is "N passed, N failed". Needs Terraform, and Go, shellcheck
# and cloud-init or the right to install them (Debian). What cannot run here is named, and is no pass.
#
#   test/deploy/terraform.sh                      a minute; the first time some more, to build tflint
#   BUILD_PROVIDERS=1 test/deploy/terraform.sh    also builds the azurerm provider and OpenTofu from their Go modules, once
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
readonly CACHE=${FT_TERRAFORM:-/var/tmp/fasttrack-terraform}
readonly MODULES=(hetzner hetzner/first-boot azure-openai)
readonly SCRIPTS=terraform/hetzner/first-boot/scripts
# The settings of who runs this must not decide.
export TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 DEBIAN_FRONTEND=noninteractive
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$CACHE/bin"
# shellcheck source=test/deploy/terraform-tools.sh
. test/deploy/terraform-tools.sh
# shellcheck source=test/deploy/terraform-checks.sh
. test/deploy/terraform-checks.sh
# shellcheck source=test/deploy/first-boot-checks.sh
. test/deploy/first-boot-checks.sh

passed=0
failed=0
not_run=()

# check NAME COMMAND...: a pass or a fault, with what the command said when it failed.
check() {
  local name=$1 code
  shift
  (
    set -e
    "$@"
  ) >"$scratch/output" 2>&1
  code=$?
  case $code in
    0) passed=$((passed + 1)) && printf 'pass     %s\n' "$name" ;;
    "$CANNOT_RUN") not_run+=("$name") && printf 'not run  %s: %s\n' "$name" "$(tail -n 1 "$scratch/output")" ;;
    *) failed=$((failed + 1)) && printf 'FAIL     %s\n' "$name" && sed 's/^/         /' "$scratch/output" ;;
  esac
}

check 'tools' install_tools
check 'terraform fmt' terraform fmt -check -diff -recursive terraform
for module in "${MODULES[@]}"; do
  check "tflint $module" lint_module "$module"
done
check 'shellcheck' shellcheck "$SCRIPTS"/*.sh test/deploy/{terraform,terraform-tools,terraform-checks,first-boot-checks,mount-twice}.sh
check 'no module asks a data source' has_no_data_source
check 'examples and README name every variable and output' documents_every_name
check 'user data is a valid cloud-config' user_data_is_valid
check 'the compose files of the server fit together' compose_files_fit_together
check 'secrets are random, kept, and readable by root only' secrets_are_kept
check 'secrets have the names that compose.yaml and the configuration read' secrets_have_known_names
check 'a branch, a tag and a commit are checked out' checks_out_any_reference
check 'the data volume is mounted and never formatted' mounts_the_data_volume
for program in terraform tofu; do
  for module in "${MODULES[@]}"; do
    check "$program validate and test $module" test_module "$program" "$module"
  done
done

if ((${#not_run[@]} > 0)); then printf '\nNot run here: %s\n' "$(printf '%s; ' "${not_run[@]}")"; fi
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
