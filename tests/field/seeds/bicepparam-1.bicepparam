using './main.bicep'

var prefix = 'data'

param name = '${prefix}-${readEnvironmentVariable('ENV', 'dev')}'
param open = true
param rules = [
  {
    port: 22
    from: '0.0.0.0/0'
  }
]
param secret = getSecret('00000000-0000-0000-0000-000000000000', 'group', 'vault', 'name')
