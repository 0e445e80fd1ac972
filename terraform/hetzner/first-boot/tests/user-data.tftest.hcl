variables {
  repository_url = "https://git.example.com/team/fast-track.git"
  git_ref        = "v1.2.0"
  data_device    = "/dev/disk/by-id/scsi-0HC_Volume_4711"
}

run "gives_the_scripts_unchanged" {
  command = plan

  assert {
    condition = alltrue([
      for name in local.commands : contains(
        [for entry in yamldecode(output.user_data).write_files : trimspace(entry.content)],
        trimspace(file("${path.module}/scripts/${name}.sh"))
      )
    ])
    error_message = "Each script must reach the server as it stands in the folder."
  }

  assert {
    condition = alltrue([
      for entry in yamldecode(output.user_data).write_files : try(entry.permissions, "") == "0755"
      if startswith(entry.path, "/usr/local/sbin/")
    ])
    error_message = "Every command must be executable."
  }
}

run "writes_the_settings_for_the_server" {
  command = plan

  assert {
    condition = contains([for entry in yamldecode(output.user_data).write_files : entry.content], <<-EOT
      REPOSITORY_URL='https://git.example.com/team/fast-track.git'
      GIT_REF='v1.2.0'
      DATA_DEVICE='/dev/disk/by-id/scsi-0HC_Volume_4711'
    EOT
    )
    error_message = "deploy.conf must name repository, reference and device."
  }
}

run "starts_with_the_line_that_cloud_init_looks_for" {
  command = plan

  assert {
    condition     = startswith(output.user_data, "#cloud-config\n")
    error_message = "Without its first line cloud-init ignores the whole text."
  }

  assert {
    condition     = yamldecode(output.user_data).runcmd[1] == ["/usr/local/sbin/fast-track-first-boot"]
    error_message = "The first boot must run the command that brings Fast Track up."
  }
}

run "lets_only_keys_log_in" {
  command = plan

  assert {
    condition     = yamldecode(output.user_data).ssh_pwauth == false
    error_message = "Password logins must be off."
  }

  assert {
    condition = anytrue([
      for entry in yamldecode(output.user_data).write_files : strcontains(entry.content, "PasswordAuthentication no")
      if startswith(entry.path, "/etc/ssh/sshd_config.d/")
    ])
    error_message = "sshd must refuse passwords."
  }
}

run "holds_no_secret_but_the_recipe" {
  command = plan

  assert {
    condition = (
      length(regexall("_(SECRET|PASSWORD|KEY|KEYS)=", output.user_data)) ==
      length(regexall("_(SECRET|PASSWORD|KEY|KEYS)=(operator:)?\\$\\(openssl rand -hex 32\\)", output.user_data))
    )
    error_message = "A secret may only be assigned from a command that runs on the server."
  }

  assert {
    condition     = length(regexall("(?m)^ *(API_KEYS=operator:|WEBHOOK_SECRET=|MONGO_ROOT_PASSWORD=)\\$\\(openssl rand -hex 32\\)$", output.user_data)) == 3
    error_message = "All three secrets must be random and made on the server."
  }
}

run "refuses_a_repository_with_credentials" {
  command = plan
  variables {
    repository_url = "https://name:token@git.example.com/team/fast-track.git"
  }
  expect_failures = [var.repository_url]
}

run "refuses_a_reference_that_ends_the_quotes" {
  command = plan
  variables {
    git_ref = "main'; reboot; '"
  }
  expect_failures = [var.git_ref]
}

run "refuses_a_reference_that_looks_like_an_option" {
  command = plan
  variables {
    git_ref = "--upload-pack=sh"
  }
  expect_failures = [var.git_ref]
}

run "refuses_a_device_outside_dev" {
  command = plan
  variables {
    data_device = "/home/disk"
  }
  expect_failures = [var.data_device]
}
