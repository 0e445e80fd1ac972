variable "repository_url" {
  description = "Git repository that the server clones, readable without a password."
  type        = string

  validation {
    condition     = can(regex("^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)+$", var.repository_url))
    error_message = "repository_url must be an https:// address without user name, password or query."
  }
}

variable "git_ref" {
  description = "Branch, tag or commit to build."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$", var.git_ref)) && !strcontains(var.git_ref, "..")
    error_message = "git_ref must be a branch, tag or commit that does not begin with a hyphen."
  }
}

variable "data_device" {
  description = "Device of the data volume, already formatted. It may appear minutes after the boot."
  type        = string

  validation {
    condition     = can(regex("^/dev/[A-Za-z0-9._/-]+$", var.data_device))
    error_message = "data_device must be a path under /dev."
  }
}
