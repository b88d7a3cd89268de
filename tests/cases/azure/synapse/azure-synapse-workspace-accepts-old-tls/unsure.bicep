param setting string

resource workspace 'Microsoft.Synapse/workspaces@2021-06-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource dedicatedSQLminimalTlsSetting 'Microsoft.Synapse/workspaces/dedicatedSQLminimalTlsSettings@2021-06-01' = {
  parent: workspace
  name: 'default'
  properties: {
    minimalTlsVersion: setting
  }
}
