# Sourced by terraform.sh: the programs that the checks need.
# shellcheck shell=bash disable=SC2154

readonly TFLINT_VERSION=0.64.0
# Its Go module has no versions of its own; this one is the source of the release.
readonly AZURERM_VERSION=5.2.0 AZURERM_COMMIT=v1.44.1-0.20260824201233-fae580791926
readonly OPENTOFU_VERSION=1.12.6
readonly CANNOT_RUN=77

# cannot_run REASON
cannot_run() {
  echo "$1"
  return "$CANNOT_RUN"
}

# install_tools: what is missing comes from Debian and from the Go module proxy.
install_tools() {
  command -v terraform || { echo 'terraform is not installed' && return 1; }
  local missing=() program
  for program in shellcheck cloud-init; do
    command -v "$program" || missing+=("$program")
  done
  if ((${#missing[@]} > 0)); then
    # Wanted for its schema only: it must not take this machine for a new one at the next start.
    mkdir -p /etc/cloud && touch /etc/cloud/cloud-init.disabled
    timeout 120 apt-get -qq update
    timeout 300 apt-get -qq install --yes --no-install-recommends "${missing[@]}"
  fi
  [[ -x $CACHE/bin/tflint ]] || build_module "github.com/terraform-linters/tflint@v$TFLINT_VERSION" 900
  "$CACHE/bin/tflint" --version
  if [[ ${BUILD_PROVIDERS:-} == 1 ]]; then
    build_azurerm
    build_opentofu
  fi
}

# build_module MODULE SECONDS
build_module() {
  GOFLAGS='-p=1 -buildvcs=false' GOBIN=$CACHE/bin CGO_ENABLED=0 timeout "$2" nice -n 19 go install -trimpath -ldflags='-s -w' "$1"
}

# Laid as `terraform init` finds it, for Terraform and OpenTofu alike.
build_azurerm() {
  local host place=hashicorp/azurerm/$AZURERM_VERSION/linux_amd64
  [[ -d $CACHE/providers/registry.opentofu.org/$place ]] && return
  [[ -x $CACHE/bin/terraform-provider-azurerm ]] ||
    build_module "github.com/hashicorp/terraform-provider-azurerm@$AZURERM_COMMIT" 3600
  for host in registry.terraform.io registry.opentofu.org; do
    mkdir -p "$CACHE/providers/$host/$place"
    ln -f "$CACHE/bin/terraform-provider-azurerm" "$CACHE/providers/$host/$place/terraform-provider-azurerm_v$AZURERM_VERSION"
  done
}

# Its module replaces a library by a fork, which only a module of our own can repeat.
build_opentofu() {
  [[ -x $CACHE/bin/tofu ]] && return
  mkdir -p "$scratch/opentofu"
  (
    cd "$scratch/opentofu" || exit
    go mod init fasttrack.invalid/opentofu
    go mod edit -require="github.com/opentofu/opentofu@v$OPENTOFU_VERSION"
    sed -n '/^replace /p' "$(timeout 120 go list -mod=mod -m -f '{{.GoMod}}' github.com/opentofu/opentofu)" >>go.mod
    timeout 300 go get "github.com/opentofu/opentofu/cmd/tofu@v$OPENTOFU_VERSION"
    GOFLAGS='-p=1 -buildvcs=false' CGO_ENABLED=0 timeout 1800 nice -n 19 \
      go build -trimpath -ldflags='-s -w' -o "$CACHE/bin/tofu" github.com/opentofu/opentofu/cmd/tofu
  )
}
