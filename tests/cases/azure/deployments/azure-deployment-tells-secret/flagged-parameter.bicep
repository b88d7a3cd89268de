@secure()
param password string

output settings object = {
  login: 'admin'
  passwords: [password]
}
