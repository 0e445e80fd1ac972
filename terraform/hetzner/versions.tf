terraform {
  # 1.7 brings mock providers to the tests; OpenTofu has them since 1.8, everything else works there from 1.7.
  required_version = ">= 1.7.0"

  required_providers {
    hcloud = {
      source = "hetznercloud/hcloud"
      # Places are named by `location` only since 1.67.
      version = "~> 1.67"
    }
  }
}

provider "hcloud" {
  token = var.hcloud_token
}
