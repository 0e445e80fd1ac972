mock_provider "azurerm" {}

variables {
  name          = "example-fast-track"
  model_name    = "gpt-5-mini"
  model_version = "2025-08-07"
}

run "refuses_a_subscription_that_is_no_uuid" {
  command = plan
  variables {
    subscription_id = "my subscription"
  }
  expect_failures = [var.subscription_id]
}

run "refuses_a_tenant_that_is_no_uuid" {
  command = plan
  variables {
    tenant_id = "example.com"
  }
  expect_failures = [var.tenant_id]
}

run "refuses_a_client_that_is_no_uuid" {
  command = plan
  variables {
    client_id = "fast-track"
  }
  expect_failures = [var.client_id]
}

run "refuses_a_secret_that_is_cut_off" {
  command = plan
  variables {
    client_secret = "short"
  }
  expect_failures = [var.client_secret]
}

run "refuses_an_unknown_environment" {
  command = plan
  variables {
    environment = "production"
  }
  expect_failures = [var.environment]
}

run "refuses_a_name_that_is_no_host_name" {
  command = plan
  variables {
    name = "Fast_Track"
  }
  expect_failures = [var.name]
}

run "refuses_a_region_by_its_long_name" {
  command = plan
  variables {
    location = "Sweden Central"
  }
  expect_failures = [var.location]
}

run "refuses_a_model_that_is_no_name" {
  command = plan
  variables {
    model_name = "gpt 5"
  }
  expect_failures = [var.model_name]
}

run "refuses_an_empty_model_version" {
  command = plan
  variables {
    model_version = ""
  }
  expect_failures = [var.model_version]
}

run "refuses_a_deployment_with_a_slash" {
  command = plan
  variables {
    deployment_name = "team/model"
  }
  expect_failures = [var.deployment_name]
}

run "refuses_a_sku_with_reserved_capacity" {
  command = plan
  variables {
    sku_name = "ProvisionedManaged"
  }
  expect_failures = [var.sku_name]
}

run "refuses_no_capacity" {
  command = plan
  variables {
    capacity = 0
  }
  expect_failures = [var.capacity]
}

run "refuses_half_a_capacity" {
  command = plan
  variables {
    capacity = 1.5
  }
  expect_failures = [var.capacity]
}

run "refuses_an_api_version_that_is_no_date" {
  command = plan
  variables {
    api_version = "v1"
  }
  expect_failures = [var.api_version]
}

run "refuses_an_allowed_ip_that_is_none" {
  command = plan
  variables {
    allowed_ips = ["example.com"]
  }
  expect_failures = [var.allowed_ips]
}

run "refuses_an_ipv6_network" {
  command = plan
  variables {
    allowed_ips = ["2001:db8::/48"]
  }
  expect_failures = [var.allowed_ips]
}
