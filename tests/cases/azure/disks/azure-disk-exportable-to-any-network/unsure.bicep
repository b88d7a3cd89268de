param setting string

resource disk 'Microsoft.Compute/disks@2023-04-02' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    networkAccessPolicy: setting
  }
}
