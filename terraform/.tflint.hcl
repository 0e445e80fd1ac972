# The rules that ship inside tflint, all of them; nothing is downloaded.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
