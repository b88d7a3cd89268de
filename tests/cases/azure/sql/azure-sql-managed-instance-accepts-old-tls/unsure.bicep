param setting string

resource managedInstance 'Microsoft.Sql/managedInstances@2023-08-01-preview' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    minimalTlsVersion: setting
  }
}
