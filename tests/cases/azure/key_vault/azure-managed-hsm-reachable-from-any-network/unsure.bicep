param setting string

resource managedHSM 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    family: 'B'
    name: 'Standard_B1'
  }
  properties: {
    publicNetworkAccess: setting
  }
}
