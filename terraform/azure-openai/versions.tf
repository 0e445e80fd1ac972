terraform {
  # 1.7 brings mock providers to the tests; OpenTofu has them since 1.8, everything else works there from 1.7.
  required_version = ">= 1.7.0"

  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
      # Since 4.0 a deployment has a `sku` block. What this module uses is the same in 5.x.
      version = ">= 4.40.0, < 6.0.0"
    }
  }
}

provider "azurerm" {
  subscription_id = var.subscription_id
  client_id       = var.client_id
  client_secret   = var.client_secret
  tenant_id       = var.tenant_id

  # Only what is needed here, so that a narrow role suffices.
  resource_provider_registrations = "none"
  resource_providers_to_register  = ["Microsoft.CognitiveServices"]

  features {}
}
