resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

resource extension 'Microsoft.Compute/virtualMachines/extensions@2023-09-01' = {
  parent: virtualMachine
  name: 'ade'
  properties: {
    publisher: 'Microsoft.Azure.Security'
    type: 'AzureDiskEncryption'
    typeHandlerVersion: '2.2'
  }
}
