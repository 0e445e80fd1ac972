locals {
  commands = [
    "mount-data",
    "write-secrets",
    "install-docker",
    "checkout",
    "compose",
    "deploy",
    "first-boot",
  ]

  user_data = templatefile("${path.module}/cloud-config.yaml.tftpl", {
    repository_url = var.repository_url
    git_ref        = var.git_ref
    data_device    = var.data_device
    scripts        = { for name in local.commands : name => file("${path.module}/scripts/${name}.sh") }
  })
}
